import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const scrape = (tls: string) => `
prometheus.scrape "nodes" {
	targets    = [{"__address__" = "node:10250"}]
	forward_to = [prometheus.remote_write.default.receiver]

	tls_config {
		${tls}
	}
}

prometheus.remote_write "default" {
	endpoint {
		url = "https://prometheus.example.com/api/v1/write"
	}
}
`;

describe('security/tls-skip-verify', () => {
  test('speaks of the value that is true', () => {
    expect(lint(scrape('insecure_skip_verify = true'))).toContain('7:26 security/tls-skip-verify');
  });

  test('is quiet where it is false, or only known when Alloy runs', () => {
    expect(lint(scrape('insecure_skip_verify = false'))).toEqual([]);
    expect(lint(scrape('insecure_skip_verify = sys.env("SKIP") == "yes"'))).toEqual([]);
  });

  test('is quiet where no TLS is spoken, whatever is said of certificates', () => {
    expect(lint(scrape('insecure_skip_verify = true').replace('tls_config', 'scheme = "http"\n\n\ttls_config'))).toEqual([]);
    const exporter = (client: string): string => `otelcol.exporter.otlphttp "o" {\n\tclient {\n${client}\t}\n}\n`;
    expect(lint(exporter('\t\tendpoint = "http://mimir:9009"\n\n\t\ttls {\n\t\t\tinsecure_skip_verify = true\n\t\t}\n'))).toEqual([]);
    expect(
      lint(
        exporter('\t\tendpoint = sys.env("E")\n\n\t\ttls {\n\t\t\tinsecure             = true\n\t\t\tinsecure_skip_verify = true\n\t\t}\n'),
      ),
    ).toEqual([]);
  });

  test('says that a certificate is given in vain', () => {
    const found = checkAll({ a: scrape('insecure_skip_verify = true\n\t\tca_file = "/ca.crt"') });
    expect(found[0]?.notes).toEqual(['"ca_file" is given, but nothing is compared with it']);
  });

  test('looks into nested blocks of exporters too', () => {
    const text = `
otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.exporter.otlp.out.input]
	}
}

otelcol.exporter.otlp "out" {
	client {
		endpoint = "tempo:4317"

		tls {
			insecure_skip_verify = true
		}
	}
}
`;
    expect(lint(text)).toContain('15:27 security/tls-skip-verify');
  });
});
