import type { ListingsStatus } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './categories.module.css';
import { CategoryField } from './category-field.tsx';
import { categoryName } from './category-search.ts';
import { categoriesJob } from './jobs.ts';
import { Group, Outcome, Row } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';

const texts = t.settings.sources;

/** The contract's bound. */
const MAX_CATEGORIES = 50;

type Reading = ListingsStatus['categories'];

/** The arXiv categories that the user follows, and how far each was read (LIST-8). */
export function CategoriesGroup(props: {
  readonly categories: readonly string[];
  readonly reading: Reading;
}) {
  const { categories, reading } = props;
  const change = (next: readonly string[]): void => changeSettings({ arxivCategories: [...next] });
  return (
    <Group title={texts.arxiv} hint={texts.arxivHint}>
      {categories.length === 0 ? (
        <p className={css.none}>{texts.none}</p>
      ) : (
        <ul className={css.list} aria-label={texts.categories}>
          {categories.map((code) => (
            <Entry
              key={code}
              code={code}
              reading={reading.find(({ category }) => category === code)}
              remove={() => change(categories.filter((other) => other !== code))}
            />
          ))}
        </ul>
      )}
      {categories.length < MAX_CATEGORIES ? (
        <CategoryField taken={categories} add={(code) => change([...categories, code])} />
      ) : (
        <p className={css.none}>{texts.full}</p>
      )}
      {categories.length > 0 ? <ReadNow /> : null}
    </Group>
  );
}

function Entry(props: {
  readonly code: string;
  readonly reading: Reading[number] | undefined;
  readonly remove: () => void;
}) {
  const { code, reading, remove } = props;
  const now = Math.max(useNow(), Date.now());
  return (
    <li>
      <Row
        acts={
          <Button label={texts.removeCategory(code)} onPress={remove}>
            {texts.remove}
          </Button>
        }
      >
        <span className={css.code}>{code}</span> {categoryName(code)}
        <p className={reading?.failure ? css.failure : css.read}>
          {reading?.failure ? `${t.errors.upstream(reading.failure, now)}. ` : null}
          {texts.readAt(reading?.readAt ?? null, now)}
        </p>
      </Row>
    </li>
  );
}

function ReadNow() {
  const { state } = categoriesJob.use();
  return (
    <div className={css.foot}>
      <Button disabled={state === 'running'} onPress={() => void categoriesJob.start()}>
        {texts.readCategories}
      </Button>
      <Outcome problem>{state === 'failed' ? t.settings.failed : null}</Outcome>
    </div>
  );
}
