/**
 * The Node.js that tests run the bundle with: that of this repository, or the one that ASSAY_NODE names. CI runs these tests again with the
 * oldest that Assay supports.
 */
export const node: string = process.env.ASSAY_NODE ?? process.execPath;
