/** Addresses of PostgreSQL, as Alloy reads them: lib/pq's `ParseURL` (v1.12), and what Alloy makes of its result. */
import { hostPort } from './host-port.ts';
import { queryPairs, urlParts, urlProblem } from './url.ts';

/** What is wrong with an address of PostgreSQL, in words that follow its name; `undefined` where nothing is. */
export function postgresUrl(text: string): string | undefined {
  const problem = urlProblem(text);
  if (problem !== undefined) return `is no URL: ${problem}`;
  const scheme = urlParts(text)?.scheme;
  return scheme === 'postgres' || scheme === 'postgresql' ? undefined : 'must be a URL that begins with postgresql://';
}

/**
 * What is wrong with an address of which Alloy makes the label `instance`: it cuts lib/pq's `key='value' …` at each blank, and takes no
 * part without an equals sign (`parsePostgresURL` in `static/integrations/postgres_exporter/postgres_exporter.go`).
 */
export function postgresInstance(text: string): string | undefined {
  const parts = urlParts(text);
  const problem = postgresUrl(text);
  if (problem !== undefined || !parts || text === 'postgresql://' || text === 'postgres://') return problem;
  const { user, password, host, path, query } = parts;
  const [, name = host, port = ''] = hostPort(host) === undefined ? (/^\[?(.*?)\]?:([^:]*)$/s.exec(host) ?? []) : [];
  const first = new Map<string, string>();
  for (const [key, value] of queryPairs(query)) if (!first.has(key)) first.set(key, value);
  const pairs = [['user', user], ['password', password], ['host', name], ['port', port], ['dbname', path.slice(1)], ...first].filter(
    ([, value]) => value !== '',
  );
  if (pairs.length === 0) return 'says nothing of the server: "postgresql://user:password@host:5432/database"';
  const cut = pairs.find(([key, value]) => `${key}='${value}'`.split(' ').some((part) => !part.includes('=')));
  return cut && `has a blank in "${cut[0]}", at which Alloy cuts it`;
}
