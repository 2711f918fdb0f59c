// Made by scripts/rules.ts of the pages `rule.md`. Do not edit.
/** The page of each rule, in Markdown, by its code. */
export const rulePages: Readonly<Record<string, string>> = {
  'cluster/exporter': `# Metrics of this machine, scraped by another

An exporter tells of the machine that Alloy runs on, and the scrape shares its targets out among the members of the cluster.

## Why

With clustering every target is scraped by one member only. The exporters of all members have the same address, \`localhost\` or Alloy's own, so to
the cluster they are one target: one member scrapes itself, and nobody scrapes the others.

## What is lost

The metrics of all machines but one, and of another one each time the cluster changes.

## Bad

\`\`\`alloy
prometheus.exporter.unix "node" { }

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.unix "node" { }

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where the label \`instance\` was made different for each member before the scrape, so that the targets are different ones. An exporter of text files
only (\`set_collectors = ["textfile"]\`) is left alone: the files are the same for all members.`,
  'cluster/per-node-label': `# A label that differs in each member of a cluster

Targets get a label with the name of the instance, and are then shared out in the cluster.

## Why

Each member of a cluster works out by itself who is to take a target, from the target's labels. This only works where all members see the same
labels. With a label that holds the name of the machine or of the pod, each sees other targets, and they come to different answers.

## What is lost

Some targets are scraped by several members, and their samples stored several times; others are scraped by none.

## Bad

With the deployment profile \`{"kind": "statefulset", "replicas": 3, "clustering": true}\`:

\`\`\`alloy
discovery.kubernetes "services" {
	role = "service"
}

discovery.relabel "services" {
	targets = discovery.kubernetes.services.targets

	rule {
		target_label = "collector"
		replacement  = constants.hostname
	}
}

prometheus.scrape "services" {
	targets    = discovery.relabel.services.output
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.kubernetes "services" {
	role = "service"
}

prometheus.scrape "services" {
	targets    = discovery.kubernetes.services.targets
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where all instances have the same value after all. It needs the deployment profile of \`assay.json\` (\`kind\`, \`replicas\`), and says nothing without it.`,
  'cluster/unclustered-scrape': `# Every target, scraped by each instance

Several instances of Alloy scrape the same targets, and nothing shares them out.

## Why

What is discovered in Kubernetes, in a cloud or in a file is the same for each instance, and so are addresses that are written out: a Service, a
database. With a \`clustering\` block, and with Alloy started with
\`--cluster.enabled\`, the instances share the targets out. Without, each scrapes all of them.

## What is lost

Each sample is sent as often as there are instances. The store keeps one and refuses the others as out of order or as duplicates, which fills the
logs; or it keeps all, and every rate and every sum is wrong. The targets are asked as often.

## Bad

With the deployment profile \`{"kind": "statefulset", "replicas": 3}\`:

\`\`\`alloy
prometheus.operator.servicemonitors "all" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.operator.servicemonitors "all" {
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where two instances are meant to scrape the same and the store deduplicates (Mimir's HA tracker, Thanos). What belongs to the own node or instance
is left alone: exporters of the machine, what is asked at \`localhost\` or by an address that is only known when Alloy runs, pods by \`spec.nodeName\`,
nodes by \`metadata.name\`, and targets that a rule keeps by their node. It needs the deployment profile of \`assay.json\` (\`kind\`, \`replicas\`), and
says nothing without it.`,
  'deprecated/argument': `# A deprecated attribute or block

Alloy still takes it, and will not one day; or takes it, and does nothing with it any more.

## Why

Names change, and features go. Alloy says so in its change log, and in a line of its log at most.

What replaces it may do more than have another name: \`stage.windowsevent\` calls what it extracts by other names, so that the stages behind it have to
be changed too. A fix is offered only where the other name is all that changes.

\`username\` and \`password\` of \`otelcol.auth.basic\` are called deprecated as well, in favour of \`client_auth\`, and nothing is said of them: Alloy
always builds the part of the component that authenticates callers, which knows the two or \`htpasswd\`, and refuses a \`client_auth\` alone.

## What is lost

Nothing today, unless it does nothing any more. After an upgrade Alloy does not start.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.events.receiver]

	http { }
}

loki.process "events" {
	forward_to = [loki.write.store.receiver]

	stage.eventlogmessage { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.events.receiver]

	http { }
}

loki.process "events" {
	forward_to = [loki.write.store.receiver]

	stage.windowsevent { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where the same configuration is used with an Alloy that does not have the replacement yet.`,
  'exporter/unix-rootfs': `# Metrics of a container instead of the machine

An exporter for the machine runs in a container, and is not told where the machine is.

## Why

\`prometheus.exporter.unix\` reads \`/proc\`, \`/sys\` and the file systems that it sees. In a container it sees those of the container, unless those of the
machine are mounted into it and \`rootfs_path\`, \`procfs_path\` and \`sysfs_path\` say where.

## What is lost

Disks and mounts of the machine are missing, and those of the container are reported in their place: a full disk of the node is never seen.

## Bad

With the deployment profile \`{"kind": "daemonset"}\`:

\`\`\`alloy
prometheus.exporter.unix "node" { }

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.unix "node" {
	rootfs_path = "/host/root"
	procfs_path = "/host/proc"
	sysfs_path  = "/host/sys"
}

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where the container itself is what is to be observed. An exporter that does not collect file systems (\`set_collectors\`, \`disable_collectors\`) is left
alone. It needs the deployment profile of \`assay.json\` (\`kind\`), and says nothing without it.`,
  'exporter/windows-block-off': `# Settings of a collector that is off

A \`prometheus.exporter.windows\` has a block for a collector that \`enabled_collectors\` does not list. The block has no effect.

## Why

Blocks only set up collectors. Which of them run is said by \`enabled_collectors\` alone; by default these are cpu, logical_disk, net, os,
service and system.

## What is lost

The metrics of that collector are missing, and everything else is there, so it is seen late.

## Bad

\`\`\`alloy
prometheus.exporter.windows "host" {
	enabled_collectors = ["cpu", "os"]

	iis {
		site_include = "shop.*"
	}
}

prometheus.scrape "host" {
	targets    = prometheus.exporter.windows.host.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.windows "host" {
	enabled_collectors = ["cpu", "os", "iis"]

	iis {
		site_include = "shop.*"
	}
}

prometheus.scrape "host" {
	targets    = prometheus.exporter.windows.host.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where a block stands ready for a collector that is switched on now and then.`,
  'expression/dead-coalesce': `# A value in front that is never empty

\`coalesce\` gives the first of its arguments that is not empty, and this one never is.

## Why

What is meant as the value for want of another has to stand last. Text with something in it, a number other than zero, \`true\` and a joined text
such as \`"a-" + sys.env("B")\` are never empty.

## What is lost

The setting that was meant to be read, most often an environment variable, has no effect.

## Bad

\`\`\`alloy
local.file "token" {
	filename = coalesce("/etc/token", sys.env("TOKEN_FILE"))
}
\`\`\`

## Good

\`\`\`alloy
local.file "token" {
	filename = coalesce(sys.env("TOKEN_FILE"), "/etc/token")
}
\`\`\`

## When to switch it off

Never: the arguments behind can be taken out.`,
  'expression/env-may-be-empty': `# An address that may be empty

An address is an environment variable and nothing else. The rule is off by default, as most variables are set with care; switch it on where
a variable that is missing has cost you data.

## Why

\`sys.env\` of a variable that is not set is an empty text, and that is no error. Alloy starts and is well, only that it has nowhere to send
to.

## What is lost

All that goes to that address, from the start of Alloy until somebody looks.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = sys.env("LOKI_URL")
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = coalesce(sys.env("LOKI_URL"), "http://loki:3100/loki/api/v1/push")
	}
}
\`\`\`

## When to switch it off

It is off by default.`,
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
declare "rules" {
	argument "namespaces" { }

	foreach "namespace" {
		collection = argument.namespaces.value
		var        = "namespace"

		template {
			mimir.rules.kubernetes "one" {
				address                = "http://mimir-nginx.mimir.svc"
				mimir_namespace_prefix = namespace
			}
		}
	}
}

rules "all" {
	namespaces = ["shop", "search"]
}
\`\`\`

## When to switch it off

Never: the block can be taken out.`,
  'graph/dead-sink': `# A component that nothing gives anything to

A writer or an exporter is there, but no component sends to it. (Of a step in between that nothing is sent to, and so of all that follows it,
\`graph/unused-component\` tells.)

## Why

The block that should refer to it is missing, or refers to another one: after a rename, after a copy, after a part of the pipeline was taken out.

## What is lost

Nothing reaches the store that it writes to. It still costs memory and connections, and it looks as if everything were set up.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}

loki.write "archive" {
	endpoint {
		url = "http://archive:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver, loki.write.archive.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}

loki.write "archive" {
	endpoint {
		url = "http://archive:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where destinations are kept ready that only some deployments use. (A file of destinations only is left alone: what sends to them stands
elsewhere.)`,
  'graph/double-delivery': `# The same data twice at the same place

Data of one component gets to one sink on two ways, and nothing on either of them changes it or leaves a part of it out. Or a list of
receivers names the same one twice, or a component has two endpoints that say the same.

## Why

A component gives everything to each receiver of its list. Two sinks that are set up alike are one for whoever stores the data.

## What is lost

Twice the traffic, memory and log of writes. Loki stores one of two equal lines and counts both; Prometheus refuses the second sample as a
duplicate and the log fills with errors; spans and metrics of OpenTelemetry are stored and counted twice, so every rate is twice what it was.

## Bad

\`\`\`alloy
prometheus.scrape "api" {
	targets    = [{"__address__" = "api:8080"}]
	forward_to = [prometheus.remote_write.store.receiver, prometheus.relabel.all.receiver]
}

prometheus.relabel "all" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "https://mimir.example.com/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.scrape "api" {
	targets    = [{"__address__" = "api:8080"}]
	forward_to = [prometheus.relabel.all.receiver]
}

prometheus.relabel "all" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "https://mimir.example.com/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where duplicates are the point, as in a test of how a store takes them.`,
  'graph/missing-sink': `# A component that gives to nobody

The list of receivers is empty, so everything that the component reads, scrapes or is sent ends there.

## Why

An empty list is how one switches a part of a pipeline off while trying things out, and it is easily left behind: nothing in the logs tells of it,
and the component goes on working.

## What is lost

All metrics, logs, traces or profiles of this component, without an error.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = []

	http { }
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where a component is wanted for something else than what it gives on, such as the endpoint that a receiver opens. It is quiet by itself

- about a \`loki.process\` that counts (\`stage.metrics\`);
- about a component of which something else is used: the targets of \`beyla.ebpf\`, the rules of a \`loki.relabel\`;
- where a comment in the empty list says that something is to come there, unless it is a reference that was commented out;
- about a component whose label says that it is a drain: \`dev_null\`, \`null\`, \`nop\`, \`drop\`, \`discard\`, \`blackhole\` and the like, also as one of
  several words.`,
  'graph/outside-loop': `# Data that goes round in a circle

A pipeline sends what it receives to the address at which it receives.

## Why

Alloy refuses components that refer to each other in a circle, but it does not see a circle that leaves through one port and comes back in at another
component. The address of the store was copied from the clients, or both use the default port.

## What is lost

Each record comes back and is sent again, without end: the load grows until memory or the network is full, and what was to be stored never gets
anywhere.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc {
		endpoint = "0.0.0.0:4317"
	}

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "localhost:4317"

		tls {
			insecure = true
		}
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc {
		endpoint = "0.0.0.0:4317"
	}

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo.tempo.svc:4317"

		tls {
			insecure = true
		}
	}
}
\`\`\`

## When to switch it off

Where something else listens at that port, because Alloy's own receiver is in another network namespace.`,
  'graph/signal-mismatch': `# A signal that the component does not carry

An OpenTelemetry component is given metrics, logs or traces, and is made for others.

## Why

In Alloy every OpenTelemetry component has one \`input\` for everything, so the configuration loads. What the component cannot carry it refuses for
each batch.

## What is lost

Everything of this signal that goes this way: it is dropped with \`telemetry type is not supported\` in the logs, batch by batch.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		metrics = [otelcol.processor.tail_sampling.errors.input]
		traces  = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status_code"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		metrics = [otelcol.exporter.debug.out.input]
		traces  = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status_code"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

Where the sender is known never to send that signal.`,
  'graph/unused-component': `# A component that nothing refers to

A processor that nothing is forwarded to, or a file, a secret or a handler for logging in that no component takes.

## Why

A component does something only where another one refers to it: a \`loki.process\` has to stand in somebody's \`forward_to\`, an \`otelcol.auth.basic\`
in somebody's \`auth\`. One that nothing refers to is left over from a change, or its reference was forgotten.

## What is lost

What the component was meant to do: lines are not masked, batches are not made, nobody logs in. What it reads (a file, a secret, a server) is read
all the same.

## Bad

\`\`\`alloy
loki.source.api "push" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.process "mask" {
	forward_to = [loki.write.store.receiver]

	stage.replace {
		expression = "password=(\\\\S+)"
		replace    = "***"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "push" {
	http { }

	forward_to = [loki.process.mask.receiver]
}

loki.process "mask" {
	forward_to = [loki.write.store.receiver]

	stage.replace {
		expression = "password=(\\\\S+)"
		replace    = "***"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where components are kept ready for other files that are not checked together with this one. (What only translates between OpenTelemetry and
Prometheus or Loki is left alone, and so is what is called \`dev_null\`, \`drop\` or the like.) A file in which no data begins is taken for such a
part, and left alone.`,
  'graph/unused-source': `# Targets that nothing uses

Something is discovered, or an exporter runs, but no other component takes its targets.

## Why

An exporter in Alloy does not send its metrics by itself: a \`prometheus.scrape\` has to be given its targets. The same is true of everything that
is discovered.

## What is lost

The metrics of the exporter, or everything that was discovered. The work is done all the same: the API server is asked, the exporter collects.

## Bad

\`\`\`alloy
prometheus.exporter.unix "node" { }

prometheus.exporter.self "alloy" { }

prometheus.scrape "alloy" {
	targets    = prometheus.exporter.self.alloy.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.unix "node" { }

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where an exporter is scraped from outside, by its address in Alloy's own HTTP server. The rule is quiet by itself where that path
(\`/api/v0/component/…/metrics\`) stands in the configuration, and about the exporters that ask others on behalf of who scrapes them (blackbox, SNMP)
where they have no targets of their own, or where \`prometheus.operator.probes\` or its siblings may name them as prober.`,
  'kubernetes/hostname-is-not-node': `# The name of a pod for the name of a node

A selector asks for the pods of a node, and is given what a container takes for its hostname.

## Why

In a container the hostname is the name of the pod, unless the pod shares the network of its host. No node has that name. Kubernetes gives the name of
the node to a pod that asks for it: an environment variable with \`fieldRef: {fieldPath: spec.nodeName}\`.

The variable \`HOSTNAME\` is the name of the pod too, unless the workload sets it from \`spec.nodeName\`, as Alloy's own Helm chart does. The rule says
nothing of it, because it cannot know; a name such as \`NODE_NAME\` leaves no doubt.

## What is lost

Everything: a selector for a node that does not exist finds no pods, and that is no error.

## Bad

With the deployment profile \`{"kind": "daemonset"}\`:

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"

	selectors {
		role  = "pod"
		field = "spec.nodeName=" + constants.hostname
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"

	selectors {
		role  = "pod"
		field = "spec.nodeName=" + sys.env("NODE_NAME")
	}
}
\`\`\`

## When to switch it off

Where the workload runs with \`hostNetwork\`. It needs the deployment profile of \`assay.json\` (\`kind\`), and says nothing without it.`,
  'kubernetes/node-selector': `# All pods, watched from every node

A daemonset discovers pods, and nothing says that it wants those of its own node.

## Why

\`discovery.kubernetes\` with \`role = "pod"\` watches all pods of the cluster. On one node that is a list of thousands, kept in memory and refreshed
with each change; on every node it is that list times the number of nodes, from one API server. A field selector on \`spec.nodeName\` makes the API
server send the pods of one node only.

## What is lost

Memory on each node, which grows with the cluster, until Alloy is killed; and the API server's time. If the pods are then scraped or tailed, every
node does so for all of them, and everything arrives many times.

## Bad

With the deployment profile \`{"kind": "daemonset"}\`:

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"
}

loki.source.kubernetes "pods" {
	targets    = discovery.kubernetes.pods.targets
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"

	selectors {
		role  = "pod"
		field = "spec.nodeName=" + sys.env("NODE_NAME")
	}
}

loki.source.kubernetes "pods" {
	targets    = discovery.kubernetes.pods.targets
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

In a small cluster. Where what is discovered is shared out by clustering, or is only looked up in for data of any node (\`prometheus.enrich\`,
\`loki.enrich\`, \`otelcol.processor.discovery\`), the rule is quiet by itself. It needs the deployment profile of
\`assay.json\` (\`kind\`), and says nothing without it.`,
  'kubernetes/unclustered-source': `# Logs of the whole cluster, read by each instance

Several instances of Alloy read the logs or the events of Kubernetes, and nothing shares the work out between them.

## Why

\`loki.source.kubernetes\`, \`loki.source.podlogs\` and \`loki.source.kubernetes_events\` read from the API server, not from files of a node: what they find
is the same in each instance. With a \`clustering\` block the members of a cluster share it out; without, each reads all of it.

## What is lost

Money and clarity: each line and each event is stored once for each instance. The API server is asked as often.

## Bad

With the deployment profile \`{"kind": "deployment", "replicas": 2}\`:

\`\`\`alloy
loki.source.kubernetes_events "all" {
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.kubernetes_events "all" {
	forward_to = [loki.write.store.receiver]

	clustering {
		enabled = true
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where the store takes the same line only once and you do not mind the work. Pods of the own node are left alone, whether by \`spec.nodeName\` or by the
\`node_filter\` of \`loki.source.podlogs\`. It needs the deployment profile of \`assay.json\` (\`kind\`, \`replicas\`), and
says nothing without it.`,
  'loki/glob-without-match': `# A pattern for files that is taken for a name

The targets of a \`loki.source.file\` have a \`__path__\` with a star in it, and nothing looks for the files that fit it.

## Why

\`loki.source.file\` opens the path as it is written. Patterns are followed by its block \`file_match\`, where that is enabled, or by
\`local.file_match\` in front of it.

## What is lost

No file is called so, and no line is read. The log of Alloy says only that there is no such file.

## Bad

\`\`\`alloy
loki.source.file "var_log" {
	targets    = [{"__path__" = "/var/log/*.log"}]
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.file "var_log" {
	targets    = [{"__path__" = "/var/log/*.log"}]
	forward_to = [loki.write.store.receiver]

	file_match {
		enabled = true
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never, unless a file really has a star in its name.`,
  'loki/high-cardinality-label': `# A label with too many values

A stage makes a label of something that is different in nearly each line: an id, a duration, an address.

## Why

Loki keeps one stream for each combination of labels, with chunks and an index entry of its own. A label that has thousands of values makes
thousands of streams of a few lines each.

## What is lost

First the speed of queries, then data: Loki refuses new streams above its limit (\`max_global_streams_per_user\`), and the lines with them.

## Bad

\`\`\`alloy
loki.process "api" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {trace_id = ""}
	}

	stage.labels {
		values = {trace_id = ""}
	}
}

loki.source.api "in" {
	forward_to = [loki.process.api.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.process "api" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {trace_id = ""}
	}

	stage.structured_metadata {
		values = {trace_id = ""}
	}
}

loki.source.api "in" {
	forward_to = [loki.process.api.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Options

| option | what it is | default |
| --- | --- | --- |
| \`labels\` | More names of labels that have too many values. | \`[]\` |
| \`allow\` | Names of labels that have few values here. | \`[]\` |

\`\`\`json
{ "rules": { "loki/high-cardinality-label": { "labels": ["order_id"], "allow": ["pid"] } } }
\`\`\`

## When to switch it off

Where the labels are taken away again further on. A label whose values are known to be few is named in the option \`allow\`.`,
  'loki/self-loop': `# A log that is written into itself

The \`logging\` block sends Alloy's own log to a \`loki.echo\`, or a source tails that log, and \`loki.echo\` writes each line that it is sent into it again.

## Why

Each line makes another one, which holds the line before it. It goes on until the disk, the memory or the log store has had enough.

## What is lost

The log becomes useless within seconds, and Alloy spends its time on it.

## Bad

\`\`\`alloy
logging {
	write_to = [loki.echo.debug.receiver]
}

loki.echo "debug" { }
\`\`\`

## Good

\`\`\`alloy
logging {
	write_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never.`,
  'loki/too-many-labels': `# More labels than Loki takes

The stages of a \`loki.process\` make more than 15 labels, which is the most that Loki takes by default (\`max_label_names_per_series\`).

## Why

Loki refuses a line that has more labels than its limit, and says so only to whoever sends it. Labels that come in with the lines count too.

## What is lost

Lines are refused and lost, with an error in the log of Alloy for each batch. More labels also mean more streams, and slower queries.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.static_labels {
		values = {
			"l1" = "x",
			"l2" = "x",
			"l3" = "x",
			"l4" = "x",
			"l5" = "x",
			"l6" = "x",
			"l7" = "x",
			"l8" = "x",
			"l9" = "x",
			"l10" = "x",
			"l11" = "x",
			"l12" = "x",
			"l13" = "x",
			"l14" = "x",
			"l15" = "x",
			"l16" = "x",
		}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.static_labels {
		values = {
			"cluster" = "prod",
			"region"  = "eu",
		}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Options

| option | what it is | default |
| --- | --- | --- |
| \`limit\` | The most labels that your Loki takes: its \`max_label_names_per_series\`. | \`15\` |

\`\`\`json
{ "rules": { "loki/too-many-labels": { "limit": 30 } } }
\`\`\`

## When to switch it off

Where your Loki has no such limit. Where it only has another one, say so with the option \`limit\`.`,
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

	export "content" {
		value = local.file.one.content
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

	export "content" {
		value = local.file.one.content
	}
}

reader "hosts" {
	path = "/etc/hosts"
}
\`\`\`

## When to switch it off

Where an argument is kept so that those who still give it are not refused. The rule is quiet by itself about what an interface requires:

- an argument that differs from one that is read in its signal only (\`logs_destinations\` beside \`metrics_destinations\`), because whoever makes
  instances gives all of them to each module;
- an argument that another declare of the program reads which has the very same arguments;
- an argument whose name begins with \`_\`, or whose \`comment\` says that it is unused, ignored, deprecated, reserved or kept for compatibility.`,
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

	export "content" {
		value = local.file.hosts.content
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

	export "content" {
		value = local.file.hosts.content
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
  'otel/batch-before-drop': `# Batches that are made before something is dropped

A batch processor sends to one that filters, samples or guards the memory.

## Why

Batches are made so that the exporter sends few large requests. What is dropped afterwards leaves holes in them. A memory limiter after a batch
processor refuses data that the batch processor has already accepted: the sender is not told to wait.

## What is lost

The use of batches; and with a memory limiter, data: what it refuses is gone, because nobody upstream hears of it.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.batch.all.input]
	}
}

otelcol.processor.batch "all" {
	output {
		traces = [otelcol.processor.memory_limiter.all.input]
	}
}

otelcol.processor.memory_limiter "all" {
	check_interval = "1s"
	limit          = "512MiB"

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.memory_limiter.all.input]
	}
}

otelcol.processor.memory_limiter "all" {
	check_interval = "1s"
	limit          = "512MiB"

	output {
		traces = [otelcol.processor.batch.all.input]
	}
}

otelcol.processor.batch "all" {
	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

Where a second batch processor stands behind the one that drops.`,
  'otel/k8sattributes-after-batch': `# Pods that are looked up after their connection is forgotten

An \`otelcol.processor.k8sattributes\` that finds pods by the connection comes after a processor that collects data of many connections: batches,
tail sampling, grouping by trace.

## Why

Without a \`pod_association\` the processor asks from which address the data came. A batch has no such address: it is of many senders.

## What is lost

The attributes of Kubernetes. Nothing is reported; names of pods and namespaces are simply missing.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.batch.all.input]
	}
}

otelcol.processor.batch "all" {
	output {
		traces = [otelcol.processor.k8sattributes.pods.input]
	}
}

otelcol.processor.k8sattributes "pods" {
	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.k8sattributes.pods.input]
	}
}

otelcol.processor.k8sattributes "pods" {
	output {
		traces = [otelcol.processor.batch.all.input]
	}
}

otelcol.processor.batch "all" {
	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

Where something else, such as the SDK, sets \`k8s.pod.ip\` on all that is sent.`,
  'otel/no-memory-limiter': `# A receiver without a limit of memory

No way from a receiver of OpenTelemetry data leads through an \`otelcol.processor.memory_limiter\`. Off unless it is asked for:
\`--rule otel/no-memory-limiter=info\`.

## Why

A receiver takes what it is sent. When an exporter is slow, what is queued grows with the senders, not with the memory that there is.

## What is lost

Alloy is killed for its memory, and everything in its queues with it; senders then all come back at once.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.memory_limiter.all.input]
	}
}

otelcol.processor.memory_limiter "all" {
	check_interval = "1s"
	limit          = "512MiB"

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

It is off by default.`,
  'otel/plaintext-tls': `# TLS to a receiver that most likely has none

An \`otelcol.exporter.otlp\` sends to a service of the same cluster or machine and says nothing of TLS. Its default is TLS with a certificate
that is checked.

## Why

Inside of a cluster receivers of OTLP, Tempo and Alloy among them, speak without TLS unless they are told otherwise. The two then never come
to an understanding.

## What is lost

Nothing arrives. The log of Alloy speaks of a handshake that failed, and what is queued is dropped after five minutes.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo.tracing.svc.cluster.local:4317"
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo.tracing.svc.cluster.local:4317"

		tls {
			insecure = true
		}
	}
}
\`\`\`

## When to switch it off

Where the receiver does have a certificate; an empty block \`tls\` says so as well.`,
  'otel/protocol-port': `# OTLP sent to the port of the other protocol

OTLP is spoken over gRPC, by convention at port 4317, and over HTTP at 4318. The exporter and the port do not match.

## Why

Each protocol has an exporter of its own: \`otelcol.exporter.otlp\` speaks gRPC, \`otelcol.exporter.otlphttp\` HTTP. A server that expects the one
answers the other with an error that does not say so.

## What is lost

Everything that is sent this way: the exporter tries again for some minutes, and drops it.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo:4318"
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo:4317"

		tls {
			insecure = true
		}
	}
}
\`\`\`

## When to switch it off

Where a server listens at the other port on purpose, or takes both protocols at one.`,
  'otel/signal-path': `# A path that the exporter adds itself

The \`endpoint\` of an \`otelcol.exporter.otlphttp\` ends in \`/v1/traces\`, \`/v1/metrics\` or \`/v1/logs\`.

## Why

The exporter adds the path of each signal to the endpoint, as one endpoint stands for all three. It asks for \`/v1/traces/v1/traces\` then.

## What is lost

The other side answers with *404 not found*, and what is sent is dropped.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	http { }

	output {
		traces = [otelcol.exporter.otlphttp.tempo.input]
	}
}

otelcol.exporter.otlphttp "tempo" {
	client {
		endpoint = "http://tempo:4318/v1/traces"
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	http { }

	output {
		traces = [otelcol.exporter.otlphttp.tempo.input]
	}
}

otelcol.exporter.otlphttp "tempo" {
	client {
		endpoint = "http://tempo:4318"
	}
}
\`\`\`

## When to switch it off

Never, unless a server really listens at such a path; \`traces_endpoint\`, \`metrics_endpoint\` and \`logs_endpoint\` are taken as they are.`,
  'otel/spanmetrics-instances': `# Metrics of spans from several instances in one series

Several instances make metrics of spans, and the series of one cannot be told from those of another.

## Why

\`otelcol.connector.spanmetrics\` and \`otelcol.connector.servicegraph\` count what the instance sees. Two instances that see spans of the same service
have each a counter with the same name and labels, and different values.

## What is lost

The store takes the samples of both for one series that jumps up and down. Each jump down looks like a restart, so rates are far too high, or samples
are refused as out of order.

## Bad

With the deployment profile \`{"kind": "deployment", "replicas": 2}\`:

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc { }

	output {
		traces = [otelcol.connector.spanmetrics.red.input]
	}
}

otelcol.connector.spanmetrics "red" {
	histogram {
		explicit { }
	}

	output {
		metrics = [otelcol.exporter.prometheus.red.input]
	}
}

otelcol.exporter.prometheus "red" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc { }

	output {
		traces = [otelcol.connector.spanmetrics.red.input]
	}
}

otelcol.connector.spanmetrics "red" {
	histogram {
		explicit { }
	}

	output {
		metrics = [otelcol.exporter.prometheus.red.input]
	}
}

otelcol.exporter.prometheus "red" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	external_labels = {
		collector = constants.hostname,
	}

	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where what is in front of these instances sends all spans of a service to the same one. (A service graph needs those of a trace in one instance
instead, and a label of the instance all the same.) It needs the deployment profile of \`assay.json\` (\`kind\`,
\`replicas\`), and says nothing without it.`,
  'otel/unknown-policy': `# A policy of a type that does not exist

A policy of \`otelcol.processor.tail_sampling\` names a type that the processor does not know.

## Why

Alloy takes any text for the type of a policy, and hands it on. The processor then fails to start, while Alloy goes on and the component is shown
as unhealthy.

## What is lost

All traces that come to this component.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status-code"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status_code"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

Where Alloy is newer than Assay, and has a type that Assay does not know yet.`,
  'otel/unreadable-condition': `# A condition that cannot be read

A condition of an \`ottl_condition\` policy, or of \`otelcol.connector.count\`, is no condition of OTTL.

## Why

These components take conditions as they are, and only read them when they are started, after Alloy has loaded the configuration. The component
is then shown as unhealthy, and Alloy goes on.

## What is lost

Everything that comes to this component.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.slow.input]
	}
}

otelcol.processor.tail_sampling "slow" {
	policy {
		name = "checkout"
		type = "ottl_condition"

		ottl_condition {
			error_mode = "ignore"
			span       = [\`attributes["http.route"] = "/checkout"\`]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.slow.input]
	}
}

otelcol.processor.tail_sampling "slow" {
	policy {
		name = "checkout"
		type = "ottl_condition"

		ottl_condition {
			error_mode = "ignore"
			span       = [\`attributes["http.route"] == "/checkout"\`]
		}
	}

	output {
		traces = [otelcol.exporter.debug.out.input]
	}
}

otelcol.exporter.debug "out" { }
\`\`\`

## When to switch it off

Never.`,
  'otel/unrouted-tail-sampling': `# Tail sampling of parts of traces

Several instances sample traces by what is in them, and nothing sends the spans of one trace to the same instance.

## Why

\`otelcol.processor.tail_sampling\` collects the spans of a trace and then decides for all of them. It can only do so for the spans that it sees. Behind
a service of Kubernetes, or on each node, the spans of one trace arrive at different instances, and each decides by itself.

## What is lost

Traces with holes: one instance keeps its part because it saw the error, the others drop theirs. "Keep what is slow" looks at parts that are never slow.

## Bad

With the deployment profile \`{"kind": "deployment", "replicas": 3}\`:

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status_code"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.exporter.otlphttp.tempo.input]
	}
}

otelcol.exporter.otlphttp "tempo" {
	client {
		endpoint = "http://tempo:4318"
	}
}
\`\`\`

## Good

A first tier that keeps traces together; what samples is a statefulset behind it.

\`\`\`alloy
otelcol.receiver.otlp "apps" {
	grpc { }

	output {
		traces = [otelcol.exporter.loadbalancing.samplers.input]
	}
}

otelcol.exporter.loadbalancing "samplers" {
	routing_key = "traceID"

	resolver {
		dns {
			hostname = "alloy-samplers.observability.svc"
		}
	}

	protocol {
		otlp {
			client {
				tls {
					insecure = true
				}
			}
		}
	}
}
\`\`\`

## When to switch it off

Where a load balancer in front of these instances routes by trace id. A statefulset is left alone, because it is how the second tier is built. It needs
the deployment profile of \`assay.json\` (\`kind\`, \`replicas\`), and says nothing without it.`,
  'relabel/anchored': `# A regex that is anchored on one side

The \`regex\` of a relabel rule begins with \`^\` or ends with \`$\`, as if it were searched for in the value. It has to match the whole value.

## Why

Alloy puts \`^\` and \`$\` around each regex of a relabel rule. \`^prod-\` so matches nothing but the value \`prod-\` itself.

## What is lost

A \`keep\` drops everything, a \`drop\` drops nothing, a label is not set.

## Bad

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		action        = "drop"
		regex         = "^canary-"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		action        = "drop"
		regex         = "canary-.*"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where the whole value is meant and the anchor is there for the reader.`,
  'relabel/contradiction': `# A relabel rule at odds with its action

A relabel rule has an attribute that its action has no use for, or lacks \`source_labels\`, without which the action has nothing to work on.

## Why

Alloy refuses only the worst of these. \`keep\` and \`drop\` look at \`regex\` and write nothing, \`hashmod\`, \`lowercase\` and \`uppercase\` take
every value, whatever \`regex\` says, and \`labelmap\` looks at the names of labels. Without \`source_labels\` the value is empty.

## What is lost

The rule does something else than it says, or nothing: targets are kept that should go, labels stay as they are.

## Bad

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		action        = "keep"
		regex         = "api-.*"
		target_label  = "app"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		action        = "keep"
		regex         = "api-.*"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: what has no effect can be taken out.`,
  'relabel/drops-everything': `# A relabel rule that drops everything

The action is \`drop\` and its regex fits every value; or the action is \`keep\`, and there is no label whose value could fit.

## Why

The regex of a rule is \`(.*)\` where it is not written, which fits every value, the empty one included. A rule that should drop some targets and
whose regex was forgotten drops them all.

## What is lost

All targets, metrics or log lines that pass the rule.

## Bad

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"
}

discovery.relabel "pods" {
	targets = discovery.kubernetes.pods.targets

	rule {
		source_labels = ["__meta_kubernetes_namespace"]
		action        = "drop"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"
}

discovery.relabel "pods" {
	targets = discovery.kubernetes.pods.targets

	rule {
		source_labels = ["__meta_kubernetes_namespace"]
		regex         = "kube-system"
		action        = "drop"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where everything is to be dropped for a while.`,
  'relabel/meta-label': `# A label of targets in a rule on samples

A \`prometheus.relabel\` reads a label such as \`__meta_kubernetes_pod_name\`. Targets have it, samples never do.

## Why

Labels that begin with two underscores describe a target. \`discovery.relabel\` sees them; when a target has been scraped they are gone, and
to \`prometheus.relabel\` they are empty.

## What is lost

A label that should be set stays away. With the action \`keep\` nothing is left at all; with \`drop\` nothing is dropped.

## Bad

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"
}

prometheus.scrape "pods" {
	targets    = discovery.kubernetes.pods.targets
	forward_to = [prometheus.relabel.pods.receiver]
}

prometheus.relabel "pods" {
	forward_to = [prometheus.remote_write.store.receiver]

	rule {
		source_labels = ["__meta_kubernetes_pod_name"]
		target_label  = "pod"
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.kubernetes "pods" {
	role = "pod"
}

discovery.relabel "pods" {
	targets = discovery.kubernetes.pods.targets

	rule {
		source_labels = ["__meta_kubernetes_pod_name"]
		target_label  = "pod"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where samples come in over remote write from something that keeps such labels.`,
  'relabel/missing-group': `# A replacement that refers to no group

The \`replacement\` of a relabel rule refers to a group that \`regex\` does not have. Often \`replacement\` is not written at all: then it is
\`$1\`.

## Why

A group that is not there is empty, and an empty value removes the label. Of \`$1_total\` the name of the group is \`1_total\`, because it takes
all letters, digits and underscores behind it: write \`\${1}_total\`.

## What is lost

The label is removed where it was to be set, without an error.

## Bad

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		regex         = "api-.*"
		target_label  = "app"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
discovery.relabel "pods" {
	targets = [{"__address__" = "10.0.0.1:80", "pod" = "api-0"}]

	rule {
		source_labels = ["pod"]
		regex         = "(api)-.*"
		target_label  = "app"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where a label is meant to be removed so; \`replacement = ""\` says it plainly.`,
  'remotecfg/static-url': `# A file where a service is wanted

\`remotecfg\` asks a service that speaks its protocol; it does not download a file.

## Why

The two are easily mixed up: both fetch configuration from an address. A file is fetched with \`import.http\`, which brings declares to make
instances of.

## What is lost

The remote configuration: each poll fails, and Alloy goes on with what it has.

## Bad

\`\`\`alloy
remotecfg {
	url = "https://config.example.com/fleet.alloy"
}
\`\`\`

## Good

\`\`\`alloy
import.http "fleet" {
	url = "https://config.example.com/fleet.alloy"
}

fleet.pipeline "default" { }
\`\`\`

## When to switch it off

Where the service has such an address.`,
  'scrape/address-with-scheme': `# A target whose address is a URL

The \`__address__\` of a target is a URL, with a scheme or a path. Prometheus, and so Alloy, takes only a host and a port there.

## Why

The address of what is scraped is put together of \`__scheme__\`, \`__address__\` and \`__metrics_path__\`. An \`__address__\` with a slash in it is
no name of a host, and the target is left out.

## What is lost

All metrics of that target. It does not even show as one that is down.

## Bad

\`\`\`alloy
prometheus.scrape "shop" {
	targets    = [{"__address__" = "https://shop.example.com/internal/metrics"}]
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.scrape "shop" {
	targets    = [{
		"__address__"      = "shop.example.com",
		"__scheme__"       = "https",
		"__metrics_path__" = "/internal/metrics",
	}]
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: such a target is not scraped.`,
  'scrape/duplicate-targets': `# Targets that are scraped twice

Two \`prometheus.scrape\` have the same targets, the same path and the same parameters, and send to the same receiver.

## Why

Each of the two asks every target and sends what it says on. The samples differ only in the label \`job\`, or not even in that.

## What is lost

Series are stored and paid for twice, sums are twice as high as they should be; with the same \`job\` the store refuses samples as out of
order or duplicate.

## Bad

\`\`\`alloy
prometheus.exporter.unix "host" { }

prometheus.scrape "host" {
	targets    = prometheus.exporter.unix.host.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.scrape "node" {
	targets         = prometheus.exporter.unix.host.targets
	forward_to      = [prometheus.remote_write.store.receiver]
	scrape_interval = "15s"
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.unix "host" { }

prometheus.scrape "host" {
	targets         = prometheus.exporter.unix.host.targets
	forward_to      = [prometheus.remote_write.store.receiver]
	scrape_interval = "15s"
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:9009/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where two jobs scrape the same targets on purpose, for instance at different intervals.`,
  'scrape/internal-path': `# A scrape of an internal address

Components such as exporters answer below \`/api/v0/component/\` of Alloy. The address is written out, instead of being taken from the component.

## Why

Which components there are, how they are called and below which path they answer follows from the configuration and from Alloy's version; in a
cluster another Alloy may be asked.

## What is lost

The metrics, after a rename or an upgrade: the path answers with 404.

## Bad

\`\`\`alloy
prometheus.scrape "alloy" {
	targets      = [{"__address__" = "localhost:12345"}]
	metrics_path = "/api/v0/component/prometheus.exporter.self.alloy/metrics"
	forward_to   = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.exporter.self "alloy" { }

prometheus.scrape "alloy" {
	targets    = prometheus.exporter.self.alloy.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where another Alloy is scraped, whose configuration is known.`,
  'secret/nonsensitive': `# A secret made a plain string

\`convert.nonsensitive\` is called on a secret that could be given as it is, or on what is called a password or a token and ends in a plain
string.

## Why

Alloy hides secrets in its user interface, its API and its support bundles. A plain string is shown there to everybody who may look.

## What is lost

The password or token, to whoever can open the page of the component.

## Bad

\`\`\`alloy
remote.kubernetes.secret "store" {
	namespace = "monitoring"
	name      = "store"
}

prometheus.scrape "self" {
	targets    = [{"__address__" = "127.0.0.1:12345"}]
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "https://prometheus.example.com/api/v1/write"

		basic_auth {
			username = convert.nonsensitive(remote.kubernetes.secret.store.data["username"])
			password = convert.nonsensitive(remote.kubernetes.secret.store.data["password"])
		}
	}
}
\`\`\`

## Good

\`\`\`alloy
remote.kubernetes.secret "store" {
	namespace = "monitoring"
	name      = "store"
}

prometheus.scrape "self" {
	targets    = [{"__address__" = "127.0.0.1:12345"}]
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "https://prometheus.example.com/api/v1/write"

		basic_auth {
			username = convert.nonsensitive(remote.kubernetes.secret.store.data["username"])
			password = remote.kubernetes.secret.store.data["password"]
		}
	}
}
\`\`\`

## When to switch it off

Where a component takes nothing but a string, and the page is not open to others.`,
  'secret/plaintext': `# A secret that is written out

A password, a token or a key stands in the configuration as text.

## Why

Configuration is copied, committed, put into ConfigMaps and shown in the user interface's sources. What Alloy treats as a secret it does not show; in
the file anybody can read it.

## What is lost

The secret. It has to be changed everywhere once it has been in a repository.

The suggested fix reads it from the environment instead, and takes the value out of the file, which may be the only place where it is written: keep it
first, and set the variable.

## Bad

\`\`\`alloy
prometheus.remote_write "store" {
	endpoint {
		url = "https://mimir.example.com/api/v1/push"

		basic_auth {
			username = "alloy"
			password = "correct-horse"
		}
	}
}
\`\`\`

## Good

\`\`\`alloy
prometheus.remote_write "store" {
	endpoint {
		url = "https://mimir.example.com/api/v1/push"

		basic_auth {
			username = "alloy"
			password = sys.env("STORE_PASSWORD")
		}
	}
}
\`\`\`

## Options

| option | what it is | default |
| --- | --- | --- |
| \`ignore\` | Names of attributes that may be written out, such as \`username\`. | \`[]\` |

\`\`\`json
{ "rules": { "secret/plaintext": { "ignore": ["username"] } } }
\`\`\`

## When to switch it off

For examples and tests, where the secret guards nothing.`,
  'secret/printed': `# A secret that a function prints

A secret is given to \`string.format\` or \`encoding.to_json\`.

## Why

Alloy keeps a secret from becoming a string: where text is wanted, it refuses it. These two functions take any value and print it, and so get around
that. There are two kinds of secrets, and neither comes out well. What is always one (a key of \`remote.kubernetes.secret\` or \`remote.vault\`) is
printed in clear: the result is a plain string, which the user interface and support bundles show. What may be one (the content of \`local.file\`,
\`remote.http\` or \`remote.s3\`, a key of \`remote.kubernetes.configmap\`) is printed as all that Alloy knows of it, \`{%!s(bool=false) the text}\`.

A secret that is joined with \`+\` stays one. \`convert.nonsensitive\` makes a string of either kind, and says so to the reader.

## What is lost

The secret, or the value: an address, a user or a header that begins with \`{%!s(\` works nowhere.

## Bad

\`\`\`alloy
local.file "id" {
	filename = "/etc/alloy/id"
}

loki.source.api "push" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url       = "https://loki.example.com/loki/api/v1/push"
		tenant_id = string.format("team-%s", local.file.id.content)
	}
}
\`\`\`

## Good

\`\`\`alloy
local.file "id" {
	filename = "/etc/alloy/id"
}

loki.source.api "push" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url       = "https://loki.example.com/loki/api/v1/push"
		tenant_id = string.format("team-%s", convert.nonsensitive(local.file.id.content))
	}
}
\`\`\`

## When to switch it off

Never, as far as we know. Where a secret may show, \`convert.nonsensitive\` says so.`,
  'secret/string-mix': `# A secret where plain text is wanted

A key of a secret of Kubernetes or of Vault stands where a component takes a string.

## Why

What comes of a secret stays one: Alloy gives it to attributes that take secrets, such as \`password\`, and to no others. User names, tenants and
addresses are strings. \`convert.nonsensitive\` makes a string of a secret, for what is none.

## What is lost

Alloy does not start, or a reload fails and the old configuration stays, with a message about a capsule. It only happens where the key is there: with a
key that is missing the value is null, and the attribute is empty.

## Bad

\`\`\`alloy
remote.kubernetes.secret "loki" {
	namespace = "monitoring"
	name      = "loki"
}

loki.source.api "push" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "https://loki.example.com/loki/api/v1/push"

		basic_auth {
			username = remote.kubernetes.secret.loki.data["username"]
			password = remote.kubernetes.secret.loki.data["password"]
		}
	}
}
\`\`\`

## Good

\`\`\`alloy
remote.kubernetes.secret "loki" {
	namespace = "monitoring"
	name      = "loki"
}

loki.source.api "push" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "https://loki.example.com/loki/api/v1/push"

		basic_auth {
			username = convert.nonsensitive(remote.kubernetes.secret.loki.data["username"])
			password = remote.kubernetes.secret.loki.data["password"]
		}
	}
}
\`\`\`

## When to switch it off

Never, as far as we know.`,
  'security/open-bind': `# A receiver that is open to all

A receiver is told to listen on all addresses of the machine, and has neither TLS nor authentication. The rule is off by default: in
containers it has to be so, and something else keeps the port closed. Switch it on for machines with addresses of their own.

## Why

Whoever reaches the machine can send logs, metrics and traces in your name, or so many of them that Alloy runs out of memory.

## What is lost

Data that can be trusted; on a machine in the internet also money, as stores are paid by volume.

## Bad

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc {
		endpoint = "0.0.0.0:4317"
	}

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo.example.com:4317"
	}
}
\`\`\`

## Good

\`\`\`alloy
otelcol.receiver.otlp "in" {
	grpc {
		endpoint = "127.0.0.1:4317"
	}

	output {
		traces = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo.example.com:4317"
	}
}
\`\`\`

## When to switch it off

It is off by default. Leave it so in containers and behind firewalls.`,
  'security/tls-skip-verify': `# A connection that checks no certificate

With \`insecure_skip_verify = true\` Alloy encrypts the connection, but accepts any certificate, expired, self-made or of somebody else.

## Why

Whoever can stand between Alloy and the other side can read and change what is sent, credentials included, and nothing in the logs will say
so. Most often the setting is a leftover of the day when the certificate authority was not at hand. A self-signed certificate can be checked too:
give it as the authority. The API server of Kubernetes is signed by an authority that every pod has at
\`/var/run/secrets/kubernetes.io/serviceaccount/ca.crt\`.

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

Where the network between is trusted, and the other side cannot be given a certificate that can be checked. The rule is quiet by itself

- about targets that are discovered: they are asked by an address that hardly any certificate names, and the kubelet, cAdvisor, the scheduler and
  the controller manager sign their own certificates, unless the cluster was set up to sign them. The same goes for what is written down with their
  ports (10250, 10257, 10259);
- about this very machine, what is spoken without TLS, and listeners, where Alloy is the server.`,
  'stage/drops-everything': `# A stage that drops every line

A \`stage.drop\` has no other condition than an expression that fits any line, or a \`stage.sampling\` keeps a part of 0. Nothing gets past it.

## Why

The conditions of a \`stage.drop\` all have to be met for a line to be dropped. With \`.*\` alone they are, for each line, and no stage behind
it has anything to do.

## What is lost

All logs that come to this component.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.drop {
		expression = ".*"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.drop {
		expression = ".*GET /healthz.*"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where logs are switched off on purpose for a while.`,
  'stage/extracted-unused': `# Values that are extracted and never read

A stage takes values out of each line, and none of them is read by any other stage.

## Why

Extracted values live only inside of one \`loki.process\`. What is not made a label, structured metadata, a time, a metric or the line itself
is gone at its end. A stage is left alone as soon as one of its names stands anywhere else in the component; of
all others in a pipeline there is one finding.

## What is lost

The label or field that was meant never appears; and the work on each line is done for nothing.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {level = "", user = "auth.user"}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {level = "", user = "auth.user"}
	}

	stage.labels {
		values = {level = ""}
	}

	stage.structured_metadata {
		values = {user = ""}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where a stage stands ready for stages that come and go, as in a base configuration that others add to.`,
  'stage/label-undefined': `# A label of a value that is not there

A \`stage.labels\` reads a value that no stage before it has extracted: the stage that does stands behind it, or there is none.

## Why

Stages run in the order in which they are written. A value that is not there makes no label, and that is no error. Labels that come in are
values from the start, so the rule speaks only where everything that sends to the component is known: the labels that sources set themselves, those
of targets that are written out, and what relabelling and stages on the way add.

## What is lost

The label never appears, and queries for it find nothing.

## Bad

\`\`\`alloy
loki.source.file "app" {
	targets    = [{"__path__" = "/var/log/app.log", "app" = "shop"}]
	forward_to = [loki.process.app.receiver]
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.labels {
		values = {level = ""}
	}

	stage.json {
		expressions = {level = ""}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.file "app" {
	targets    = [{"__path__" = "/var/log/app.log", "app" = "shop"}]
	forward_to = [loki.process.app.receiver]
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {level = ""}
	}

	stage.labels {
		values = {level = ""}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where labels are listed that only come in later. The rule is quiet about whatever is sent from outside (\`loki.source.api\`, syslog, Kafka), about
targets that carry labels of their own (\`discovery.file\`, \`discovery.http\`, \`labelmap\`), and in modules that export their receiver.`,
  'stage/regex-without-names': `# A regular expression that keeps nothing

A \`stage.regex\` has an expression in which no group has a name, so the stage does nothing at all.

## Why

What a group matches is kept as an extracted value under the name of the group, \`(?P<level>\\w+)\`. A group without a name is not kept.

## What is lost

The labels or the time that later stages should make of it never appear.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.regex {
		expression = "level=(info|warn|error)"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.regex {
		expression = "level=(?P<level>info|warn|error)"
	}

	stage.labels {
		values = {level = ""}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: a stage that does nothing can be taken out.`,
  'stage/template-in-labels': `# A template where a name is wanted

A stage that makes labels or structured metadata is given a template such as \`{{ .level }}\`. It takes the name of an extracted value.

## Why

Only \`stage.template\` and some attributes of other stages know templates. Here the text is looked up as it is, and no value is called so.

## What is lost

The label never appears, without a word in the logs of Alloy.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {level = "log.level"}
	}

	stage.labels {
		values = {severity = "{{ .level }}"}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {level = "log.level"}
	}

	stage.labels {
		values = {severity = "level"}
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: such a name cannot be extracted.`,
  'stage/timestamp-format': `# A format of time of another language

The \`format\` of a \`stage.timestamp\` is written as other languages have it, \`%Y-%m-%d\` or \`yyyy-MM-dd\`. Go, and so Alloy, has neither.

## Why

In Go a layout is one certain moment, written the way the times in the lines are written: Monday, the 2nd of January 2006, 15:04:05, in the
zone MST or -0700.

## What is lost

No line can be read so, and lines keep another time: that of the line before, or the one at which Alloy read them. Graphs and orders are
wrong by minutes or hours after a restart.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {ts = ""}
	}

	stage.timestamp {
		source = "ts"
		format = "%Y-%m-%d %H:%M:%S"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.json {
		expressions = {ts = ""}
	}

	stage.timestamp {
		source = "ts"
		format = "2006-01-02 15:04:05"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: no line can be read with such a format.`,
  'string/backspace': `# A backspace where the border of a word was meant

In double quotes \`\\b\` is the backspace character. In a regular expression it was meant to be the border of a word.

## Why

Alloy reads escapes before the regular expression is read, so \`"\\berror\\b"\` looks for a backspace before and after *error*, which no line
has.

## What is lost

The expression never matches: lines are not dropped, values are not extracted, and nothing says so.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.drop {
		expression = "\\bhealthz\\b"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.process.app.receiver]

	http { }
}

loki.process "app" {
	forward_to = [loki.write.store.receiver]

	stage.drop {
		expression = \`\\bhealthz\\b\`
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where a backspace really is meant, as in the output of an old terminal program.`,
  'string/shell-variable': `# A shell variable in a string

A string holds \`\${NAME}\`, as in a shell, in Promtail with \`-config.expand-env\` or in the OpenTelemetry Collector. Alloy does not look into
strings: it stays as it is.

## Why

Environment variables are read with \`sys.env\`, and put together with other text with \`+\`.

## What is lost

What should have been a user name, a tenant or a label is the text \`\${NAME}\` itself. Logging in fails, or all machines have the same odd
label.

## Bad

\`\`\`alloy
loki.source.journal "system" {
	forward_to = [loki.write.store.receiver]
	labels     = {"host" = "\${HOSTNAME}"}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.journal "system" {
	forward_to = [loki.write.store.receiver]
	labels     = {"host" = sys.env("HOSTNAME")}
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where something else replaces variables before Alloy reads the file. The rule is quiet by itself where it sees a sign of that:

- the name of a template (\`.tmpl\`, \`.tpl\`, \`.j2\`, \`.tftpl\`, \`.envsubst\`), or a folder \`templates/\`;
- what nobody writes for Alloy: a dollar that is escaped (\`$\${1}\`), a variable with a default (\`\${HOST:=a}\`), statements of Helm or Jinja;
- a comment that speaks of \`envsubst\`, of substitution, templates, Terraform, Ansible, Helm or Flux;
- a folder of manifests (\`kubernetes/\`, \`k8s/\`, \`clusters/\`, \`flux/\`, \`gitops/\`, \`overlays/\` and the like), where Flux and others put variables in. Of
  what differs from pod to pod (\`HOSTNAME\`, \`NODE_NAME\`, \`POD_IP\`) it speaks all the same.`,
  'string/windows-path': `# A Windows path with a tab in it

A path of Windows stands in double quotes with single backslashes, and one of them has made something else of the letter behind it:
\`"C:\\temp"\` is \`C:\`, a tab and \`emp\`.

## Why

In double quotes a backslash begins an escape. Where none of them exists, as in \`\\W\`, Alloy refuses the file; \`\\t\`, \`\\n\`, \`\\r\`, \`\\a\`, \`\\b\`,
\`\\f\` and \`\\v\` exist, so nobody hears of it. In backticks a backslash is a backslash.

## What is lost

The file or folder that is meant is never found, most often without an error: a tail that waits for a file, a collector that reads nothing.

## Bad

\`\`\`alloy
loki.source.file "app" {
	targets    = [{"__path__" = "C:\\temp\\app.log"}]
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.file "app" {
	targets    = [{"__path__" = \`C:\\temp\\app.log\`}]
	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never, as far as we know: tell us where you need to.`,
  'write/url-without-path': `# The address of a store without its path

A \`loki.write\` or a \`prometheus.remote_write\` is given the address of a server and no path.

## Why

Data is sent to exactly the address that is written, nothing is added. Loki takes lines at \`/loki/api/v1/push\`; Prometheus takes samples at
\`/api/v1/write\`, Mimir at \`/api/v1/push\`, Thanos at \`/api/v1/receive\`. Which of them it is, the name or the port of the server may tell, and only then
a fix is offered.

## What is lost

The server answers with *404 not found*, and all that is sent is dropped.

## Bad

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	forward_to = [loki.write.store.receiver]

	http { }
}

loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Where something in between, such as a proxy, adds the path.`,
  'write/url-without-scheme': `# An address without a scheme

The address that a component sends to has no \`http://\` or \`https://\` in front.

## Why

\`loki:3100/loki/api/v1/push\` is a URL all the same: one of a protocol called \`loki\`. So Alloy starts, and fails at each request with
*unsupported protocol scheme*.

## What is lost

Everything that is sent there. It is tried again, and dropped in the end.

## Bad

\`\`\`alloy
loki.source.api "in" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "loki-gateway.loki.svc:80/loki/api/v1/push"
	}
}
\`\`\`

## Good

\`\`\`alloy
loki.source.api "in" {
	http { }

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url = "http://loki-gateway.loki.svc:80/loki/api/v1/push"
	}
}
\`\`\`

## When to switch it off

Never: there is nothing else that these components speak.`,
};
