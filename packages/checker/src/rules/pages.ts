// Made by scripts/rules.ts of the pages `rule.md`. Do not edit.
/** The page of each rule, in Markdown, by its code. */
export const rulePages: Readonly<Record<string, string>> = {
  'foreach/illegal-block': `# An argument or export in the template of a foreach

Arguments and exports belong to the body of a \`declare\`. In the template of a \`foreach\` Alloy accepts them, and nothing happens.

## Why

What a template needs to know comes in with the variable of the foreach and from the blocks around it. A \`foreach\` has no exports, so nothing
outside can read what the template would export.

## What is lost

An argument that is never filled, or a value that nobody receives: the pipeline runs without what was meant to be configured.

## Bad

\`\`\`alloy
declare "readers" {
	argument "paths" { }

	foreach "path" {
		collection = argument.paths.value
		var        = "path"

		template {
			export "content" {
				value = local.file.one.content
			}

			local.file "one" {
				filename = path
			}
		}
	}
}

readers "all" {
	paths = ["/etc/hostname"]
}
\`\`\`

## Good

\`\`\`alloy
declare "readers" {
	argument "paths" { }

	foreach "path" {
		collection = argument.paths.value
		var        = "path"

		template {
			local.file "one" {
				filename = path
			}
		}
	}
}

readers "all" {
	paths = ["/etc/hostname"]
}
\`\`\`

## When to switch it off

Never: the block can be taken out.`,
  'module/shadowed-namespace': `# A label that hides built-in components

A declare or an import is used by its label, and the label comes first: where it is the same as the beginning of built-in names, all of those
are out of reach.

## Why

With \`import.file "prometheus"\` every block that begins with \`prometheus.\` is looked for in the imported file: \`prometheus.scrape\` and
\`prometheus.remote_write\` are no longer what they were, in this body and in all bodies inside it.

## What is lost

Alloy says that a component cannot be found, in a block that has not been touched; or, worse, the module happens to declare a component of
that name and it is used instead.

## Bad

\`\`\`alloy
declare "mimir" {
	loki.echo "all" { }

	export "receiver" {
		value = loki.echo.all.receiver
	}
}

mimir "one" { }

loki.source.api "in" {
	forward_to = [mimir.one.receiver]

	http { }
}
\`\`\`

## Good

\`\`\`alloy
declare "mimir_logs" {
	loki.echo "all" { }

	export "receiver" {
		value = loki.echo.all.receiver
	}
}

mimir_logs "one" { }

loki.source.api "in" {
	forward_to = [mimir_logs.one.receiver]

	http { }
}
\`\`\`

## When to switch it off

Where a module is meant to replace built-in components, and all who read the file know it.`,
  'module/unused-argument': `# An argument that nothing reads

The body of a \`declare\` has an \`argument\`, but no block in the body uses its value.

## Why

Whoever makes an instance fills the argument in and believes that it does something. Most often the argument was renamed in one place only, or
the block that read it was taken out.

## What is lost

A setting that is given, and ignored without a word: an address that is not used, a label that is never set.

## Bad

\`\`\`alloy
declare "reader" {
	argument "path" { }

	argument "detector" {
		optional = true
		default  = "poll"
	}

	local.file "one" {
		filename = argument.path.value
	}
}

reader "hosts" {
	path = "/etc/hosts"
}
\`\`\`

## Good

\`\`\`alloy
declare "reader" {
	argument "path" { }

	argument "detector" {
		optional = true
		default  = "poll"
	}

	local.file "one" {
		filename = argument.path.value
		detector = argument.detector.value
	}
}

reader "hosts" {
	path = "/etc/hosts"
}
\`\`\`

## When to switch it off

Where an argument is kept so that those who still give it are not refused.`,
  'module/unused-declare': `# A declare or import that nothing uses

A \`declare\` defines a component, an \`import\` brings some: both do nothing until a block makes an instance of one.

## Why

What stands in a declare is not run by being there. Most often the block that was meant to use it is missing, or has the name of something
else.

## What is lost

Everything that the declare was written for: no targets, no logs, no metrics, and no error either, since Alloy does not build what nothing
uses. An unused import still costs: its file, its repository or its server has to be there, or Alloy does not start.

## Bad

\`\`\`alloy
declare "reader" {
	local.file "hosts" {
		filename = "/etc/hosts"
	}
}

logging {
	level = "info"
}
\`\`\`

## Good

\`\`\`alloy
declare "reader" {
	local.file "hosts" {
		filename = "/etc/hosts"
	}
}

reader "hosts" { }

logging {
	level = "info"
}
\`\`\`

## When to switch it off

Where one set of definitions is copied into many programs, and each of them uses some. (A file that holds nothing but declares and imports is
taken for a library and left alone.)`,
  'security/tls-skip-verify': `# A connection that checks no certificate

With \`insecure_skip_verify = true\` Alloy encrypts the connection, but accepts any certificate, expired, self-made or of somebody else.

## Why

Whoever can stand between Alloy and the other side can read and change what is sent, credentials included, and nothing in the logs will say
so. Most often the setting is a leftover of the day when the certificate authority was not at hand.

## What is lost

Nothing, until it matters: tokens and passwords that leave Alloy over such a connection can be read on the way.

## Bad

\`\`\`alloy
prometheus.scrape "api" {
	targets    = [{"__address__" = "api:8443"}]
	forward_to = [prometheus.remote_write.default.receiver]
	scheme     = "https"

	tls_config {
		insecure_skip_verify = true
	}
}

prometheus.remote_write "default" {
	endpoint {
		url = "https://prometheus.example.com/api/v1/write"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.scrape "api" {
	targets    = [{"__address__" = "api:8443"}]
	forward_to = [prometheus.remote_write.default.receiver]
	scheme     = "https"

	tls_config {
		ca_file = "/etc/alloy/ca.crt"
	}
}

prometheus.remote_write "default" {
	endpoint {
		url = "https://prometheus.example.com/api/v1/write"
	}
}
\`\`\`

## When to switch it off

Where the other side cannot have a certificate that can be checked, as with a kubelet that signs its own, and the network between is trusted.`,
};
