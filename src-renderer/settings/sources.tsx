import { useQuery } from '@tanstack/react-query';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { CategoriesGroup } from './categories.tsx';
import { HostsGroup } from './hosts.tsx';
import { type JobState, trendingJob } from './jobs.ts';
import { Answered, Group, Outcome, Row, Toggle } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';

const texts = t.settings.sources;

/** What is brought from where, and how those places do. */
export function SourcesSection() {
  const settings = useQuery(queries.settings());
  const status = useQuery(queries.listings());
  return (
    <>
      <Answered query={settings}>
        {({ hourlySync, arxivCategories, watchVersions }) => (
          <>
            <Group title={texts.huggingFace}>
              <Toggle
                label={texts.hourly}
                hint={texts.hourlyHint}
                on={hourlySync}
                onChange={(on) => changeSettings({ hourlySync: on })}
              />
              <Listings />
              <Trending />
            </Group>
            <CategoriesGroup categories={arxivCategories} reading={status.data?.categories ?? []} />
            <Group title={texts.versions}>
              <Toggle
                label={texts.watch}
                hint={texts.watchHint}
                on={watchVersions}
                onChange={(on) => changeSettings({ watchVersions: on })}
              />
            </Group>
          </>
        )}
      </Answered>
      <Group title={texts.hosts} hint={texts.hostsHint}>
        <Answered query={status}>
          {({ upstreams }) => <HostsGroup upstreams={upstreams} />}
        </Answered>
      </Group>
    </>
  );
}

function Listings() {
  const status = useQuery(queries.listings());
  const now = useNow();
  const syncing = status.data?.state === 'syncing';
  return (
    <Row
      acts={
        <Button action={syncing ? 'app.cancel-sync' : 'app.sync'}>
          {syncing ? texts.stop : texts.syncNow}
        </Button>
      }
    >
      <Answered query={status}>
        {(listings) => <p>{texts.state(listings, Math.max(now, Date.now()))}</p>}
      </Answered>
    </Row>
  );
}

function Trending() {
  const count = useQuery(queries.counts()).data?.trending;
  const job = trendingJob.use();
  const busy = job.state === 'running';
  return (
    <Row
      acts={
        <Button label={texts.readTrending} disabled={busy} onPress={() => void trendingJob.start()}>
          {texts.syncNow}
        </Button>
      }
    >
      <p>
        {texts.trending}
        {count === undefined ? null : ` · ${texts.trendingCount(count)}`}
      </p>
      <TrendingOutcome job={job} />
    </Row>
  );
}

function TrendingOutcome({ job }: { readonly job: JobState<Parameters<typeof texts.synced>[0]> }) {
  const problem = job.state === 'failed' || (job.result?.failures.length ?? 0) > 0;
  return (
    <Outcome problem={problem}>
      {job.state === 'failed' ? t.settings.failed : null}
      {job.state === 'done' ? texts.synced(job.result, Date.now()) : null}
    </Outcome>
  );
}
