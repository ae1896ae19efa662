import { firstPage } from './first-page.bench.ts';
import { machine, print } from './measure.ts';
import { opening } from './opening.bench.ts';
import { storing } from './storing.bench.ts';

const benches = [storing, firstPage, opening];

const wanted = process.argv.slice(2);
console.log(machine());
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.rule)) continue;
  print(bench, await bench.run());
}
