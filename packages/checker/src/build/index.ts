/**
 * What components, config blocks and nested blocks refuse when Alloy builds them, beyond what their schema says. One file for each family
 * of components. Checks of nested blocks are found by the Go type of the block (the schema's id in the catalog of main), so that a block
 * which many components share is checked in all of them.
 */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Body } from '../model/body.ts';
import { beylaChecks } from './beyla.ts';
import { configBlockChecks } from './config-blocks.ts';
import { discoveryChecks } from './discovery.ts';
import { exporterChecks } from './exporters.ts';
import { checkHttpClient, httpClientChecks } from './http-client.ts';
import { lokiChecks } from './loki.ts';
import { stageChecks } from './loki-stages.ts';
import { otelcolChecks } from './otelcol.ts';
import { otelcolPipelineChecks } from './otelcol-pipeline.ts';
import { ottlChecks } from './ottl.ts';
import { prometheusChecks } from './prometheus.ts';
import { type BuildCheck, type BuildChecks, Refusals } from './refusals.ts';
import { relabelChecks } from './relabel.ts';
import { remoteChecks } from './remote.ts';

const families: readonly BuildChecks[] = [
  httpClientChecks,
  relabelChecks,
  discoveryChecks,
  remoteChecks,
  configBlockChecks,
  prometheusChecks,
  exporterChecks,
  lokiChecks,
  stageChecks,
  otelcolChecks,
  otelcolPipelineChecks,
  ottlChecks,
  beylaChecks,
];

type Table = ReadonlyMap<string, readonly BuildCheck[]>;

let tables: { readonly components: Table; readonly schemas: Table } | undefined;

function checks(): NonNullable<typeof tables> {
  tables ??= {
    components: tableOf(({ components }) => components),
    schemas: tableOf(({ schemas }) => schemas),
  };
  return tables;
}

/** Two families may look at the same block, each for its own sake. */
function tableOf(part: (family: BuildChecks) => Readonly<Record<string, BuildCheck>> | undefined): Table {
  const table = new Map<string, BuildCheck[]>();
  for (const family of families) {
    for (const [name, check] of Object.entries(part(family) ?? {})) {
      const found = table.get(name);
      if (found) found.push(check);
      else table.set(name, [check]);
    }
  }
  return table;
}

/**
 * Whether a component can be built from its block: the block's own check, and those of the blocks in it, from the inside out as Alloy runs
 * them. Only for a version whose components these checks were read from.
 */
export function checkBuild(diagnostics: DiagnosticCollector, body: Body): void {
  if (body.catalog.version !== 'main') return;
  const refuse = new Refusals(diagnostics);
  checkSchemas(body, refuse);
  for (const check of checks().components.get(body.name) ?? []) check(body, refuse);
}

function checkSchemas(body: Body, refuse: Refusals): void {
  for (const child of body.blocks()) checkSchemas(child, refuse);
  checkHttpClient(body, refuse);
  for (const check of checks().schemas.get(body.schema.id) ?? []) check(body, refuse);
}
