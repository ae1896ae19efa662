import { describe, expect, it } from 'vitest';
import {
  completionAt,
  hasTerm,
  isStructural,
  nearestField,
  nearestValue,
  parseQuery,
  printQuery,
  type Query,
  type Term,
  toggleTerm,
  withCompletion,
  withoutTerm,
  withTerm,
  wordsOf,
} from './index.ts';

function read(text: string): Query | null {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(text);
  return result.query;
}

describe('[FIND-2] what is asked of a query', () => {
  it('gives the words that are to be marked, and none that are not wanted', () => {
    const words = wordsOf(read('title:a -b ("c d" OR -(-e)) tag:x -(f OR -g)'));
    expect(words.map(({ text }) => text)).toEqual(['a', 'c d', 'e', 'g']);
  });

  it('tells a query that only filters', () => {
    expect(isStructural(read('tag:x year:2024 -foo'))).toBe(true);
    expect(isStructural(read('tag:x foo'))).toBe(false);
    expect(isStructural(null)).toBe(true);
  });

  it('adds conditions and takes them away, and leaves the typed word the last', () => {
    const starred: Term = { kind: 'is', value: 'starred' };
    const query = withTerm(read('sparse feat'), starred);
    expect(printQuery(query)).toBe('is:starred sparse feat');
    expect(hasTerm(query, starred)).toBe(true);
    expect(withTerm(query, starred)).toBe(query);
    expect(printQuery(withoutTerm(query, starred))).toBe('sparse feat');
    expect(toggleTerm(toggleTerm(null, starred), starred)).toBeNull();
    expect(printQuery(withTerm(read('a OR b'), starred))).toBe('is:starred (a OR b)');
    expect(
      hasTerm(read('tag:ML x'), { kind: 'name', field: 'tag', text: 'ml', prefix: 'no' }),
    ).toBe(true);
  });

  it('guesses the field or the value that is meant', () => {
    expect(nearestField('autor')).toBe('author');
    expect(nearestField('Titel')).toBe('title');
    expect(nearestField('organization')).toBe('org');
    expect(nearestField('abs')).toBe('abstract');
    expect(nearestField('constructor')).toBeNull();
    expect(nearestField('zzzzzz')).toBeNull();
    expect(nearestValue('stared')).toBe('starred');
    expect(nearestValue('banana')).toBeNull();
  });

  it('completes the value at the caret', () => {
    const text = 'x author:le y';
    expect(completionAt(text, 11)).toEqual({ field: 'author', prefix: 'le', start: 9, end: 11 });
    expect(completionAt(text, 10)?.prefix).toBe('l');
    expect(completionAt(text, 13)).toBeNull();
    expect(completionAt('tag:', 4)).toEqual({ field: 'tag', prefix: '', start: 4, end: 4 });
    expect(completionAt('tag:"deep l', 11)?.prefix).toBe('deep l');
    expect(completionAt('title:a', 7)).toBeNull();
    expect(completionAt('le', 2)).toBeNull();
    const chosen = withCompletion(text, completionAt(text, 11)!, 'Yann LeCun');
    expect(chosen).toEqual({ text: 'x author:"Yann LeCun" y', caret: 22 });
    expect(withCompletion('tag:m', completionAt('tag:m', 5)!, 'ml')).toEqual({
      text: 'tag:ml ',
      caret: 7,
    });
  });
});
