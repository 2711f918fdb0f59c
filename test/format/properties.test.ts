import { parse } from '@assay/parser';
import { expect, test } from 'vitest';
import { complaint } from './check.ts';
import { mutate, seededRandom } from './mutate.ts';

/** Some of everything, to be mutated. */
const SEED = `// An example, with a bit of each.
logging {
	level  = "info"
	format = \`logfmt\`
}

/* Two lines
   of it. */
discovery.relabel "pods" {
	targets = concat(
		discovery.kubernetes.pods.targets,
		[{"__address__" = "localhost:80", port = 80}],
	) // behind

	rule {
		source_labels = ["a", "b"]
		regex         = "(.*)" + sys.env("X")[0].y

		action = -1 * (2 + 3) ^ 2 == 4 && !true
	}

	// alone
	rule { }
}

prometheus.scrape "é" {
	targets    = discovery.relabel.pods.output
	forward_to = [
		prometheus.remote_write.x.receiver, // one
		// two
		{
			a   = 1,
			bbb = [
				\`
	raw\`,
			],
		},
	]
}
`;

test('mutations keep their meaning, their comments, and the format they are given', () => {
  const random = seededRandom(11);
  const complaints: string[] = [];
  let done = 0;
  while (done < 1000) {
    const source = parse(mutate(SEED, random));
    if (source.errors.length > 0) continue;
    done++;
    const says = complaint(source);
    if (says) complaints.push(`${JSON.stringify(source.text)} ${says}`);
  }
  expect(complaints).toEqual([]);
});
