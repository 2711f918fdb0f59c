/** Forms of text that many components read when they are built. */
/** A version of Kafka's protocol, as its client reads it (franz-go, `kversion.FromString`): `3.7`, `v2.8.1`, `0.11.0`. */
export function isKafkaVersion(text: string): boolean {
  return /^(?:v?[1-9]+\.\d+(?:\.\d+)?|v?0\.\d+\.\d+(?:\.\d+)?)$/.test(text);
}
