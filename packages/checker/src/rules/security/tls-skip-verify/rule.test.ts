import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const SKIP = 'insecure_skip_verify = true';
const scrapeOf = (targets: string, tls = SKIP, rest = '\tscheme     = "https"\n'): string => `
prometheus.scrape "nodes" {
	targets    = ${targets}
	forward_to = [prometheus.echo.e.receiver]
${rest}
	tls_config {
		${tls}
	}
}

prometheus.echo "e" { }
`;
const API = '[{"__address__" = "api.example.com:8443"}]';
const discovery = (tls: string): string => `
discovery.kubernetes "nodes" {
	role       = "node"
	api_server = "https://k8s.example.com:6443"

	tls_config {
		${tls}
	}
}

prometheus.scrape "nodes" {
	targets    = discovery.kubernetes.nodes.targets
	forward_to = [prometheus.echo.e.receiver]
}

prometheus.echo "e" { }
`;
const otlp = (client: string): string => `
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.out.input]
	}
}

otelcol.exporter.otlp "out" {
	client {
${client}
	}
}
`;
const notes = (text: string): readonly string[] => checkAll({ a: text }).flatMap((each) => [...each.notes]);

describe('security/tls-skip-verify', () => {
  test('speaks of a target that is written down and asked with TLS', () => {
    expect(lint(scrapeOf(API))).toEqual(['8:26 security/tls-skip-verify']);
    const labelled = '[{"__address__" = "api.example.com:8443", "__scheme__" = "https"}]';
    expect(lint(scrapeOf(labelled, SKIP, ''))).toEqual(['7:26 security/tls-skip-verify']);
  });

  test('is quiet where it is false, or only known when Alloy runs', () => {
    expect(lint(scrapeOf(API, 'insecure_skip_verify = false'))).toEqual([]);
    expect(lint(scrapeOf(API, 'insecure_skip_verify = sys.env("SKIP") == "yes"'))).toEqual([]);
  });

  test('is quiet about what is discovered: no certificate names the address of a pod', () => {
    const kubernetes = '\ndiscovery.kubernetes "nodes" {\n\trole = "node"\n}\n';
    expect(lint(scrapeOf('discovery.kubernetes.nodes.targets') + kubernetes)).toEqual([]);
    const relabel =
      '\ndiscovery.relabel "r" {\n\ttargets = discovery.kubernetes.nodes.targets\n\n\trule {\n\t\ttarget_label = "__metrics_path__"\n\t\treplacement  = "/metrics/cadvisor"\n\t}\n}\n';
    expect(lint(scrapeOf('discovery.relabel.r.output', `${SKIP}\n\t\tca_file = "/ca.crt"`) + relabel + kubernetes)).toEqual([]);
    const module = `declare "m" {\n\targument "targets" { }\n${scrapeOf('argument.targets.value')}}\n\nm "a" {\n\ttargets = []\n}\n`;
    expect(lint(module)).toEqual([]);
  });

  test.each([':10250', ':10257', ':10259'])('is quiet about the control plane, which signs its own: %s', (port) => {
    expect(lint(scrapeOf(`[{"__address__" = "10.0.0.7${port}"}]`))).toEqual([]);
    expect(lint(scrapeOf(`[{"__address__" = sys.env("NODE_IP") + "${port}"}]`))).toEqual([]);
  });

  test('is quiet about a kubelet in whatever way it is asked', () => {
    expect(lint(scrapeOf('[{"__address__" = "node-1:443"}]', SKIP, '\tscheme = "https"\n\tmetrics_path = "/metrics/cadvisor"\n'))).toEqual(
      [],
    );
    const kubelet = `\ndiscovery.kubelet "k" {\n\turl = "https://node-1:10250"\n\n\ttls_config {\n\t\t${SKIP}\n\t}\n}\n`;
    expect(
      lint(
        `${kubelet}\nloki.source.kubernetes "p" {\n\ttargets    = discovery.kubelet.k.targets\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n`,
      ),
    ).toEqual([]);
  });

  test('speaks of the server that gives the token for a scrape, whatever is scraped', () => {
    const oauth = `\n\toauth2 {\n\t\tclient_id     = "a"\n\t\tclient_secret = sys.env("S")\n\t\ttoken_url     = "https://login.example.com/token"\n\n\t\ttls_config {\n\t\t\t${SKIP}\n\t\t}\n\t}\n`;
    const kubernetes = '\ndiscovery.kubernetes "nodes" {\n\trole = "node"\n}\n';
    expect(lint(scrapeOf('discovery.kubernetes.nodes.targets', 'server_name = "a"', oauth) + kubernetes)).toEqual([
      '12:27 security/tls-skip-verify',
    ]);
  });

  test('is quiet where no TLS is spoken, or with this very machine', () => {
    expect(lint(scrapeOf(API, SKIP, '\tscheme = "http"\n'))).toEqual([]);
    expect(lint(scrapeOf(API, SKIP, ''))).toEqual([]);
    const consul = (rest: string): string =>
      `discovery.consul "d" {\n${rest}\n\ttls_config {\n\t\t${SKIP}\n\t}\n}\n${scrapeOf('discovery.consul.d.targets', 'server_name = "a"')}`;
    expect(lint(consul('\tserver = "consul.example.com:8501"\n'))).toEqual([]);
    expect(lint(consul('\tscheme = "https"\n'))).toEqual([]);
    expect(lint(consul('\tserver = "consul.example.com:8501"\n\tscheme = "https"\n'))).toEqual(['6:26 security/tls-skip-verify']);
    const docker = `discovery.docker "d" {\n\thost = "unix:///var/run/docker.sock"\n\n\ttls_config {\n\t\t${SKIP}\n\t}\n}\n`;
    expect(lint(scrapeOf('discovery.docker.d.targets', 'server_name = "a"') + docker)).toEqual([]);
    expect(lint(scrapeOf('[{"__address__" = "localhost:8443"}, {"__address__" = "127.0.0.1:1"}, {"__address__" = "[::1]:1"}]'))).toEqual(
      [],
    );
    expect(lint(otlp(`\t\tendpoint = "http://tempo:4317"\n\n\t\ttls {\n\t\t\t${SKIP}\n\t\t}`))).toEqual([]);
    expect(lint(otlp(`\t\tendpoint = "localhost:14317"\n\n\t\ttls {\n\t\t\t${SKIP}\n\t\t}`))).toEqual([]);
    expect(lint(otlp(`\t\tendpoint = sys.env("E")\n\n\t\ttls {\n\t\t\tinsecure = true\n\t\t\t${SKIP}\n\t\t}`))).toEqual([]);
  });

  test('looks into nested blocks of exporters too', () => {
    expect(lint(otlp(`\t\tendpoint = "tempo.example.com:4317"\n\n\t\ttls {\n\t\t\t${SKIP}\n\t\t}`))).toEqual([
      '15:27 security/tls-skip-verify',
    ]);
  });

  test('is quiet about a listener, which is a server', () => {
    const tls = `tls_config {\n\t\t\tcert_file = "/c"\n\t\t\tkey_file = "/k"\n\t\t\t${SKIP}\n\t\t}`;
    const syslog = `loki.source.syslog "s" {\n\tlistener {\n\t\taddress = "0.0.0.0:6514"\n\n\t\t${tls}\n\t}\n\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n`;
    expect(lint(syslog)).toEqual([]);
  });

  test('advises what the block can do', () => {
    expect(notes(scrapeOf(API))).toEqual([
      'give the certificate of the authority with "ca_file" or "ca_pem" instead (a self-signed one is its own), and "server_name" where the certificate names another host',
    ]);
    expect(notes(scrapeOf(API, `${SKIP}\n\t\tca_file = "/ca.crt"`))).toEqual([
      '"ca_file" is given, but nothing is compared with it as long as this is true',
    ]);
    expect(notes(discovery(SKIP))).toEqual([
      'the API server can be checked: ca_file = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"',
    ]);
    expect(notes(scrapeOf('[{"__address__" = "kubernetes.default.svc.cluster.local:443"}]'))).toEqual([
      'the API server can be checked: ca_file = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"',
    ]);
    const splunk = `otelcol.exporter.splunkhec "s" {\n\tsplunk {\n\t\ttoken = sys.env("T")\n\t}\n\n\tclient {\n\t\tendpoint = "https://splunk:8088"\n\t\t${SKIP}\n\t}\n}\n`;
    expect(notes(splunk).join()).toContain('SSL_CERT_FILE');
  });
});
