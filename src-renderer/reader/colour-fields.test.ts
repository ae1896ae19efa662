import { expect, test } from 'vitest';
import { t } from '../app/texts/index.ts';
import { renamed } from './colour-fields.tsx';

test('[MARK-1] a colour is renamed without touching the others, and gets its usual name back', () => {
  const names = renamed({ pink: 'Doubt' }, 'blue', '  Method ');
  expect(names).toEqual({ pink: 'Doubt', blue: 'Method' });
  expect(renamed(names, 'blue', ' ')).toEqual({ pink: 'Doubt' });
  expect(renamed(names, 'pink', t.reader.colours.pink)).toEqual({ blue: 'Method' });
  expect(renamed({}, 'green', 'x'.repeat(60)).green).toHaveLength(40);
});
