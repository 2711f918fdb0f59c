import { type Catalog, loadCatalog, UnknownVersionError } from '@assay/catalog';
import { UsageError } from '../output.ts';

/**
 * The catalog that `--alloy-version` names; without it, the default one.
 *
 * @throws UsageError if there is no such version
 */
export async function openCatalog(version: string | undefined): Promise<Catalog> {
  try {
    return await loadCatalog(version);
  } catch (error) {
    if (!(error instanceof UnknownVersionError)) throw error;
    throw new UsageError(`no Alloy version "${error.version}" is known (assay --version lists them)`, {
      given: error.version,
      known: error.knownVersions,
    });
  }
}
