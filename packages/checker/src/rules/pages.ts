// Made by scripts/rules.ts of the pages `rule.md`. Do not edit.
/** The page of each rule, in Markdown, by its code. */
export const rulePages: Readonly<Record<string, string>> = {
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
