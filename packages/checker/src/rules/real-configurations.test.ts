/**
 * Configurations as people have them (pods of Kubernetes, a Windows host, a gateway for OTLP, a small compose file), rewritten by us, with
 * the mistakes that people report. Each rule that looks at single components speaks where it should, and nothing else is said.
 */
import { expect, test } from 'vitest';
import { lint } from '../testing.ts';

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
