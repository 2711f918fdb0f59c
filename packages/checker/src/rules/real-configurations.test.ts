/**
 * Configurations as people have them (pods of Kubernetes, a Windows host, gateways, a cluster, a small compose file), rewritten by us, with
 * the mistakes that people report. Every rule speaks in one of them where it should, and nothing else is said.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkAll, lint } from '../testing.ts';
import { rules } from './index.ts';

test('logs of pods', () => {
  // What this language would take for its own.
  const variable = '$'.concat('{TENANT}');
  const text = String.raw`
discovery.kubernetes "pods" {
	role = "pod"
}

discovery.relabel "pods" {
	targets = discovery.kubernetes.pods.targets

	rule {
		source_labels = ["__meta_kubernetes_namespace"]
		action        = "drop"
		regex         = "^kube-"
	}

	rule {
		source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name"]
		regex         = "shop-.+"
		target_label  = "team"
	}

	rule {
		source_labels = ["__meta_kubernetes_pod_container_name"]
		action        = "keep"
		regex         = "app|sidecar"
		target_label  = "container"
	}
}

loki.source.kubernetes "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [loki.process.pods.receiver]
}

loki.process "pods" {
	stage.cri { }

	stage.regex {
		expression = "level=([a-z]+)"
	}

	stage.drop {
		expression = "\bhealthz\b"
	}

	stage.labels {
		values = {
			severity = "{{ .level }}",
			app      = "",
		}
	}

	stage.json {
		expressions = {
			level    = "log.level",
			trace_id = "trace.id",
			app      = "service",
			ts       = "",
		}
	}

	stage.timestamp {
		source = "ts"
		format = "yyyy-MM-dd'T'HH:mm:ss"
	}

	stage.labels {
		values = {
			level    = "",
			trace_id = "",
		}
	}

	forward_to = [loki.write.store.receiver]
}

loki.write "store" {
	endpoint {
		url       = "http://loki-gateway.loki.svc"
		tenant_id = "${variable}"

		basic_auth {
			username = "alloy"
			password = "s3cr3t-of-loki"
		}
	}
}
`;
  expect(lint(text)).toEqual([
    '12:19 relabel/anchored',
    '17:19 relabel/missing-group',
    '25:3 relabel/contradiction',
    '38:16 stage/regex-without-names',
    '42:17 string/backspace',
    '47:15 stage/template-in-labels',
    '48:4 stage/label-undefined',
    '63:12 stage/timestamp-format',
    '69:4 loki/high-cardinality-label',
    '78:15 write/url-without-path',
    '79:16 string/shell-variable',
    '83:15 secret/plaintext',
  ]);
});

test('logs and metrics of a Windows host', () => {
  const text = String.raw`
prometheus.exporter.windows "host" {
	enabled_collectors = ["cpu", "memory", "net", "logical_disk"]

	service {
		include = "Spooler|W3SVC"
	}

	logical_disk {
		blacklist = "HarddiskVolume.*"
	}
}

prometheus.scrape "host" {
	targets    = prometheus.exporter.windows.host.targets
	forward_to = [prometheus.relabel.host.receiver]
}

prometheus.relabel "host" {
	forward_to = [prometheus.remote_write.store.receiver]

	rule {
		source_labels = ["__address__"]
		target_label  = "instance"
	}

	rule {
		source_labels = ["__name__"]
		action        = "drop"
	}
}

prometheus.remote_write "store" {
	endpoint {
		url = "https://u:gl-token-1@mimir.example.com/api/v1/push"
	}
}

loki.source.file "iis" {
	targets = [
		{"__path__" = "C:\\inetpub\temp\\W3SVC1.log"},
		{"__path__" = "C:/apps/*/trace.log"},
	]
	forward_to = [loki.process.iis.receiver]
}

loki.process "iis" {
	forward_to = [loki.echo.out.receiver]

	stage.regex {
		expression = "^(?P<date>\\S+) (?P<verb>[A-Z]+)"
	}

	stage.drop {
		expression = ".*"
	}
}

loki.echo "out" { }
`;
  expect(lint(text)).toEqual([
    '5:2 exporter/windows-block-off',
    '10:3 deprecated/argument',
    '23:19 relabel/meta-label',
    '27:2 relabel/drops-everything',
    '35:9 secret/plaintext',
    '40:12 loki/glob-without-match',
    '41:29 string/windows-path',
    '50:2 stage/extracted-unused',
    '55:16 stage/drops-everything',
  ]);
});

test('a gateway for OTLP', () => {
  const text = `
remotecfg {
	url = "https://config.example.com/gateway.alloy"
}

otelcol.receiver.otlp "in" {
	grpc { }

	http { }

	output {
		metrics = [otelcol.exporter.otlphttp.mimir.input]
		logs    = [otelcol.exporter.otlphttp.loki.input]
		traces  = [otelcol.exporter.otlp.tempo.input]
	}
}

otelcol.exporter.otlp "tempo" {
	client {
		endpoint = "tempo-distributor.tracing.svc:4317"
	}
}

otelcol.exporter.otlphttp "mimir" {
	client {
		endpoint = "http://mimir.metrics.svc:4317"
	}
}

otelcol.exporter.otlphttp "loki" {
	client {
		endpoint = "http://loki.logs.svc:3100/otlp/v1/logs"
	}
}
`;
  expect(lint(text)).toEqual([
    '3:8 remotecfg/static-url',
    '20:14 otel/plaintext-tls',
    '26:14 otel/protocol-port',
    '32:14 otel/signal-path',
  ]);
});

test('metrics of a small compose file', () => {
  const text = `
remote.kubernetes.secret "store" {
	namespace = "monitoring"
	name      = "store"
}

prometheus.exporter.unix "host" { }

prometheus.scrape "host" {
	targets    = prometheus.exporter.unix.host.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.scrape "host_again" {
	targets    = prometheus.exporter.unix.host.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.scrape "self" {
	targets      = [{"__address__" = "127.0.0.1:12345"}]
	metrics_path = "/api/v0/component/prometheus.exporter.unix.host/metrics"
	forward_to   = [prometheus.remote_write.store.receiver]
}

prometheus.scrape "shop" {
	targets    = [{"__address__" = "http://shop:8080/metrics"}]
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = coalesce("http://mimir:9009/api/v1/push", sys.env("MIMIR_URL"))

				basic_auth {
			username = "alloy"
			password = convert.nonsensitive(remote.kubernetes.secret.store.data["password"])
		}
	}
}
`;
  expect(lint(text)).toEqual([
    '15:15 scrape/duplicate-targets',
    '21:17 scrape/internal-path',
    '26:33 scrape/address-with-scheme',
    '32:18 expression/dead-coalesce',
    '36:15 secret/nonsensitive',
  ]);
});

test('a cluster, with a module of its own for logs', () => {
  const text = `
logging {
	level    = "info"
	write_to = [loki.process.own.receiver]
}

loki.process "own" {
	forward_to = [loki.echo.debug.receiver]

	stage.static_labels {
		values = {job = "alloy"}
	}
}

loki.echo "debug" { }

declare "local" {
	argument "url" { }

	argument "team" {
		optional = true
	}

	loki.write "default" {
		endpoint {
			url = argument.url.value
		}
	}

	export "receiver" {
		value = loki.write.default.receiver
	}
}

local "logs" {
	url = "https://loki.example.com/loki/api/v1/push"
}

loki.source.podlogs "pods" {
	forward_to = [local.logs.receiver]
}

declare "spare" {
	loki.echo "default" { }
}

declare "teams" {
	argument "forward_to" { }

	foreach "teams" {
		collection = ["shop", "search"]
		var        = "team"

		template {
			argument "limit" {
				optional = true
			}

			discovery.kubernetes "pods" {
				role = "pod"

				namespaces {
					names = [team]
				}
			}

			prometheus.scrape "pods" {
				targets    = discovery.kubernetes.pods.targets
				forward_to = argument.forward_to.value
			}
		}
	}
}

teams "all" {
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.exporter.unix "node" { }

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

discovery.kubernetes "services" {
	role = "service"
}

prometheus.scrape "gateway" {
	targets    = [{"__address__" = "gateway:8080"}]
	forward_to = []
}

prometheus.remote_write "store" {
	endpoint {
		url = "mimir-nginx.mimir.svc:80/api/v1/push"

		tls_config {
			insecure_skip_verify = true
		}
	}
}

prometheus.remote_write "old" {
	endpoint {
		url = "https://" + sys.env("PROMETHEUS_HOST") + "/api/v1/write"
	}
}
`;
  expect(lint(text)).toEqual([
    '4:14 loki/self-loop',
    '17:9 module/shadowed-namespace',
    '20:2 module/unused-argument',
    '43:1 module/unused-declare',
    '55:4 foreach/illegal-block',
    '85:2 cluster/exporter',
    '90:1 graph/unused-source',
    '96:15 graph/missing-sink',
    '101:9 write/url-without-scheme',
    '104:27 security/tls-skip-verify',
    '109:1 graph/dead-sink',
  ]);
});

test('a gateway that samples traces', () => {
  const text = `
otelcol.receiver.otlp "in" {
	grpc {
		endpoint = "0.0.0.0:4317"
	}

	output {
		metrics = [otelcol.exporter.otlphttp.mimir.input]
		logs    = [otelcol.processor.tail_sampling.errors.input, otelcol.exporter.loki.pods.input, otelcol.exporter.loki.pods.input]
		traces  = [otelcol.processor.batch.all.input]
	}
}

otelcol.processor.batch "all" {
	output {
		traces = [otelcol.processor.tail_sampling.errors.input]
	}
}

otelcol.processor.tail_sampling "errors" {
	policy {
		name = "errors"
		type = "status_codes"

		status_code {
			status_codes = ["ERROR"]
		}
	}

	output {
		traces = [otelcol.processor.k8sattributes.pods.input]
	}
}

otelcol.processor.k8sattributes "pods" {
	output {
		traces = [otelcol.exporter.otlphttp.mimir.input]
	}
}

otelcol.exporter.otlphttp "mimir" {
	client {
		endpoint = "https://otlp.example.com/otlp"
	}
}

otelcol.exporter.loki "pods" {
	forward_to = [loki.process.pods.receiver]
}

loki.process "pods" {
	forward_to = [loki.write.store.receiver]

	stage.static_labels {
		values = {
			cluster = "a", region = "b", zone = "c", env = "d", team = "e", product = "f", tier = "g", stage = "h",
			owner = "i", cost = "j", site = "k", rack = "l", row = "m", vendor = "n", track = "o", ring = "p",
		}
	}
}

loki.write "store" {
	endpoint {
		url = sys.env("LOKI_URL")
	}
}
`;
  expect(lint(text)).toEqual([
    '9:14 graph/signal-mismatch',
    '9:94 graph/double-delivery',
    '16:13 otel/batch-before-drop',
    '23:10 otel/unknown-policy',
    '35:1 otel/k8sattributes-after-batch',
    '51:1 loki/too-many-labels',
  ]);
  // What is off by default, for those who ask for it.
  const off = ['otel/no-memory-limiter', 'security/open-bind', 'expression/env-may-be-empty'];
  const levels = new Map(off.map((code) => [code, 'info' as const]));
  const found = checkAll({ 'test.alloy': text }, { levels }).map(({ code }) => code);
  expect(found.filter((code) => off.includes(code))).toEqual(off);
});

const COLLECTOR = `
logging {
	level = "info"
}

discovery.kubernetes "pods" {
	role = "pod"

	selectors {
		role  = "pod"
		field = "spec.nodeName=" + constants.hostname
	}
}

discovery.kubernetes "all" {
	role = "pod"
}

discovery.relabel "pods" {
	targets = array.concat(discovery.kubernetes.pods.targets, discovery.kubernetes.all.targets)

	rule {
		source_labels = ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"]
		regex         = "true"
		action        = "keep"
	}
}

prometheus.scrape "pods" {
	targets    = discovery.relabel.pods.output
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.exporter.unix "node" {
	disable_collectors = ["ipvs", "btrfs", "infiniband", "xfs", "zfs"]
}

prometheus.scrape "node" {
	targets    = prometheus.exporter.unix.node.targets
	forward_to = [prometheus.remote_write.store.receiver]
}

prometheus.remote_write "store" {
	endpoint {
		url = "http://mimir-nginx.mimir.svc/api/v1/push"
	}
}
`;

test('a daemonset, which Alloy takes as it is', () => {
  expect(lint(COLLECTOR, { profile: { kind: 'daemonset' } })).toEqual([
    '11:30 kubernetes/hostname-is-not-node',
    '15:1 kubernetes/node-selector',
    '34:1 exporter/unix-rootfs',
  ]);
  expect(lint(COLLECTOR, { profile: { kind: 'host' } })).toEqual([]);
  expect(lint(COLLECTOR)).toEqual([]);
});

test('three replicas of a gateway, which Alloy takes as they are', () => {
  const text = `
prometheus.operator.servicemonitors "all" {
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = false
	}
}

discovery.kubernetes "services" {
	role = "service"
}

discovery.relabel "services" {
	targets = discovery.kubernetes.services.targets

	rule {
		target_label = "scraped_by"
		replacement  = sys.env("POD_NAME")
	}
}

prometheus.scrape "services" {
	targets    = discovery.relabel.services.output
	forward_to = [prometheus.remote_write.store.receiver]

	clustering {
		enabled = true
	}
}

loki.source.kubernetes_events "all" {
	forward_to = [loki.process.events.receiver]
}

loki.process "events" {
	forward_to = [loki.write.store.receiver]

	stage.static_labels {
		values = {job = "kubernetes-events"}
	}
}

loki.process "spare" {
	forward_to = [loki.write.store.receiver]

	stage.decolorize { }
}

otelcol.receiver.otlp "apps" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.keep.input, otelcol.connector.spanmetrics.red.input]
	}
}

otelcol.processor.tail_sampling "keep" {
	policy {
		name = "slow"
		type = "latency"

		latency {
			threshold_ms = 500
		}
	}

	policy {
		name = "shop"
		type = "ottl_condition"

		ottl_condition {
			error_mode = "ignore"
			span       = ["span.name = 1"]
		}
	}

	output {
		traces = [otelcol.exporter.otlphttp.tempo.input]
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
		url = "http://mimir-nginx.mimir.svc/api/v1/push"
	}
}

loki.write "store" {
	endpoint {
		url = "http://loki-gateway.loki.svc/loki/api/v1/push"
	}
}

otelcol.exporter.otlphttp "tempo" {
	client {
		endpoint = "http://tempo.tempo.svc:4318"
	}
}
`;
  const found = [
    '2:1 cluster/unclustered-scrape',
    '19:18 cluster/per-node-label',
    '32:1 kubernetes/unclustered-source',
    '44:1 graph/unused-component',
    '58:1 otel/unrouted-tail-sampling',
    '74:18 otel/unreadable-condition',
    '83:1 otel/spanmetrics-instances',
  ];
  expect(lint(text, { profile: { kind: 'deployment', replicas: 3, clustering: true } })).toEqual(found);
  expect(lint(text)).toEqual(['44:1 graph/unused-component', '74:18 otel/unreadable-condition']);
});

test('a gateway that was put together of two others, which Alloy takes as it is', () => {
  const text = `
remote.kubernetes.secret "store" {
	namespace = "monitoring"
	name      = "loki-credentials"
}

loki.source.api "push" {
	http {
		listen_address = "0.0.0.0"
		listen_port    = 3100
	}

	forward_to = [loki.process.tenant.receiver]
}

loki.process "tenant" {
	forward_to = [loki.write.store.receiver]

	stage.tenant {
		label = "namespace"
	}
}

loki.write "store" {
	endpoint {
		url = "http://localhost:3100/loki/api/v1/push"

		basic_auth {
			username = remote.kubernetes.secret.store.data["user"]
			password = remote.kubernetes.secret.store.data["password"]
		}

		headers = {
			"X-Team" = string.format("team-%s", remote.kubernetes.secret.store.data["team"]),
		}
	}
}
`;
  expect(lint(text)).toEqual(['26:9 graph/outside-loop', '29:15 secret/string-mix', '34:40 secret/printed']);
});

test('every rule speaks in one of them', () => {
  const here = readFileSync(new URL(import.meta.url), 'utf8');
  expect(rules.map(({ code }) => code).filter((code) => !new RegExp(`[ ']${code}'`).test(here))).toEqual([]);
});
