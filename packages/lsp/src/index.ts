/** `@assay/lsp`: what editors ask of Assay. `service/` answers, `server/` speaks the protocol. */
export {};
