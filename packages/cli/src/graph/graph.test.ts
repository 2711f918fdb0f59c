import { readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { bind, checkProgram, openSource, PipelineGraph } from '@assay/checker';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Drawing } from './drawing.ts';
import { graphFormats } from './formats.ts';

const catalog = await loadCatalog();

function drawing(text: string, view: Drawing['view'] = 'components'): Drawing[] {
  const sources = [openSource('a.alloy', text)];
  const diagnostics = checkProgram(sources, { catalog, stability: 'experimental', community: true });
  return [{ sources, graph: new PipelineGraph(bind(sources, catalog), catalog), diagnostics, view }];
}

const text = `declare "out" {
	loki.write "default" {
		endpoint {
			url = "http://user:secret@loki/loki/api/v1/push"
		}
	}

	export "receiver" {
		value = loki.write.default.receiver
	}
}

out "logs" { }

loki.source.api "in" {
	http { }

	forward_to = [out.logs.receiver, loki.process.p.receiver]
}

loki.process "p" {
	forward_to = []
}
`;

describe('a graph', () => {
  it('is drawn for Mermaid, with modules and findings', () => {
    expect(graphFormats.mermaid(drawing(text))).toMatchInlineSnapshot(`
      "flowchart LR
        n0(["loki.source.api.in"])
        n1["loki.process.p"]:::warning
        n0 -->|logs| n1
        subgraph m1["out.logs"]
          n2[("loki.write.default")]:::warning
        end
        n0 -->|logs| n2
        classDef error stroke:#c4314b,stroke-width:3px
        classDef warning stroke:#b8860b,stroke-width:3px
        classDef info stroke:#1f6feb
        classDef system stroke-dasharray:4
      "
    `);
  });

  it('is drawn for Graphviz, with what is outside of Alloy and without credentials', () => {
    expect(graphFormats.dot(drawing(text, 'systems'))).toMatchInlineSnapshot(`
      "digraph "a.alloy" {
        rankdir=LR;
        node [fontname="sans-serif"];
        edge [fontname="sans-serif", fontsize=10];
        "loki.source.api.in" [label="loki.source.api.in", shape=oval];
        "loki.process.p" [label="loki.process.p", shape=box, color="#b8860b", penwidth=2];
        "loki.source.api.in" -> "loki.process.p" [label="logs", color="#15803d"];
        subgraph "cluster_out.logs" {
          label="out.logs";
          "out.logs/loki.write.default" [label="loki.write.default", shape=cylinder, color="#b8860b", penwidth=2];
        }
        "system http://loki/loki/api/v1/push" [label="http://loki/loki/api/v1/push", shape=note, style=dashed];
        "out.logs/loki.write.default" -> "system http://loki/loki/api/v1/push" [style=dashed];
        "loki.source.api.in" -> "out.logs/loki.write.default" [label="logs", color="#15803d"];
      }
      "
    `);
  });

  it('is given to programs as its schema says', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/graph.schema.json', import.meta.url), 'utf8'));
    const output = graphFormats.json(drawing(text));
    const value = JSON.parse(output);
    const ajv = new Ajv2020({ strict: true });
    expect(ajv.validate(schema, value), ajv.errorsText()).toBe(true);
    expect(Object.keys(value.programs[0].modules)).toEqual(['', 'out.logs']);
    expect(value.programs[0].modules[''].edges).toContainEqual({
      from: 'loki.source.api.in',
      to: 'loki.process.p',
      kind: 'data',
      signals: ['logs'],
      file: 'a.alloy',
      line: 18,
      column: 35,
    });
    expect(value.programs[0].crossings).toMatchObject([
      { from: 'loki.source.api.in', to: 'loki.write.default', fromModule: '', toModule: 'out.logs', signals: ['logs'] },
    ]);
    expect(output.endsWith('\n')).toBe(true);
  });

  it('cannot be broken out of by what a file holds', () => {
    const hostile = 'loki.write "a" {\n\tendpoint {\n\t\turl = "http://x/\\"] --> evil[`<script>"\n\t}\n}\n';
    const { mermaid, dot } = graphFormats;
    expect(mermaid(drawing(hostile, 'systems'))).toContain('>"http://x/\\#34;] --#62; evil[#96;#60;script#62;"]:::system');
    expect(dot(drawing(hostile, 'systems'))).toContain('label="http://x/\\\\\\"] --> evil[`<script>"');
  });
});
