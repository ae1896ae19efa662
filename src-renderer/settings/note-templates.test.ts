import { describe, expect, it } from 'vitest';
import { withChanged } from './note-templates.tsx';

const ALL = [
  { id: 'a', name: 'One', body: '1' },
  { id: 'b', name: 'Two', body: '2' },
];

describe('templates in the settings', () => {
  it('[NOTE-4] changes one and leaves the others', () => {
    expect(withChanged(ALL, 'b', { body: '3' })).toEqual([ALL[0], { ...ALL[1], body: '3' }]);
    expect(withChanged(ALL, 'c', { body: '3' })).toEqual(ALL);
  });

  it('[NOTE-4] keeps the name of one whose name is emptied', () => {
    expect(withChanged(ALL, 'a', { name: '  ' })).toEqual(ALL);
    expect(withChanged(ALL, 'a', { name: ` ${'x'.repeat(70)}` })[0]?.name).toBe('x'.repeat(60));
  });
});
