import { firstPage } from './first-page.bench.ts';
import { list } from './list.bench.ts';
import { machine, print } from './measure.ts';
import { memory } from './memory.bench.ts';
import { opening } from './opening.bench.ts';
import { ranking } from './ranking.bench.ts';
import { reading } from './reading.bench.ts';
import { scale } from './scale.bench.ts';
import { searching } from './searching.bench.ts';
import { similar } from './similar.bench.ts';
import { storing } from './storing.bench.ts';
import { syncing } from './syncing.bench.ts';
import { typing } from './typing.bench.ts';

const benches = [
  storing,
  scale,
  firstPage,
  reading,
  memory,
  opening,
  list,
  ranking,
  similar,
  searching,
  syncing,
  typing,
];

const HELP = `npm run bench [-- RULE…]    measures all, or the budgets of these rules:
${benches.map(({ rule, title }) => `  ${rule}  ${title}`).join('\n')}

OFFPRINT_SCALE_PAPERS=10000,100000,1000000    sizes of the PERF-9 libraries (a million takes
                                              4 GB of disk for a while, and some minutes)
OFFPRINT_BENCH_PAPERS=100000                  size of the library of the other benchmarks
OFFPRINT_READING_PAGES=10,100,350,1000        lengths of the files that PERF-5 reads
OFFPRINT_SYNC_RECORDS=10000                   records that PERF-8 changes; ten times as many at first
OFFPRINT_RANKING_QUERIES=400                  queries of each kind that FIND-1 asks
OFFPRINT_RANKING_SEED=4                       what they are drawn with`;

const wanted = process.argv.slice(2);
if (wanted.includes('--help')) console.log(HELP);
else await run();

async function run(): Promise<void> {
  console.log(machine());
  for (const bench of benches) {
    if (wanted.length > 0 && !wanted.includes(bench.rule)) continue;
    print(bench, await bench.run());
  }
}
