import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import type { Query, Term, TextField } from './types.ts';

const word = (text: string, field: TextField | null = null): Term => ({
  kind: 'word',
  field,
  text,
  prefix: 'no',
});
const phrase = (text: string, field: TextField | null = null): Term => ({
  kind: 'phrase',
  field,
  text,
  prefix: 'no',
});
const tag = (text: string): Term => ({ kind: 'name', field: 'tag', text, prefix: 'no' });
const is = (value: 'unread' | 'starred'): Term => ({ kind: 'is', value });
const and = (...parts: Query[]): Query => ({ kind: 'and', parts });
const or = (...parts: Query[]): Query => ({ kind: 'or', parts });
const not = (part: Query): Query => ({ kind: 'not', part });

/** What a text means; a space behind it, so that its last word is finished. */
function meaning(text: string): Query | null {
  const result = parseQuery(`${text} `);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.query;
}

function problems(text: string): string[] {
  const result = parseQuery(text);
  return result.ok
    ? []
    : result.problems.map(({ reason, start, end }) => `${reason} ${start}-${end}`);
}

describe('[FIND-2] parseQuery', () => {
  it.each<[string, Query | null]>([
    ['', null],
    ['sparse features', and(word('sparse'), word('features'))],
    ['"sparse features"', phrase('sparse features')],
    ['“sparse features” „x“ «y»', and(phrase('sparse features'), phrase('x'), phrase('y'))],
    ['"say ""hi"" twice"', phrase('say "hi" twice')],
    ['a -b', and(word('a'), not(word('b')))],
    ['-"a b" -(c d)', and(not(phrase('a b')), not(and(word('c'), word('d'))))],
    ['-(-a)', word('a')],
    ['a b OR c', or(and(word('a'), word('b')), word('c'))],
    ['a (b OR c)', and(word('a'), or(word('b'), word('c')))],
    ['(a OR b) OR c AND d', or(word('a'), word('b'), and(word('c'), word('d')))],
    ['a or b', and(word('a'), word('or'), word('b'))],
    ['(a)OR"b"', or(word('a'), phrase('b'))],
    ['"a"title:b', and(phrase('a'), word('b', 'title'))],
    ['author:"Le Cun"', phrase('Le Cun', 'author')],
    ['AUTHOR:lecun', word('lecun', 'author')],
    ['-author:lecun', not(word('lecun', 'author'))],
    ['author:(lecun OR bengio)', or(word('lecun', 'author'), word('bengio', 'author'))],
    ['author:(a title:b)', and(word('a', 'author'), word('b', 'title'))],
    ['tag:x tag:"deep learning"', and(tag('x'), tag('deep learning'))],
    ['in:"Parent/Child"', { kind: 'name', field: 'in', text: 'Parent/Child', prefix: 'no' }],
    ['is:(unread OR starred)', or(is('unread'), is('starred'))],
    ['has:code', { kind: 'has', value: 'code' }],
    ['year:(2020 OR 2022)', or(years(2020, 2020), years(2022, 2022))],
    ['year:2020-2024', years(2020, 2024)],
    ['year:2020..', years(2020, null)],
    ['year:>=2023', years(2023, null)],
    ['year:>2023', years(2024, null)],
    ['year:<2023', years(null, 2022)],
    ['upvotes:>50', upvotes(51, null)],
    ['upvotes:>=50', upvotes(50, null)],
    ['upvotes:<10', upvotes(null, 9)],
    ['upvotes:10-20', upvotes(10, 20)],
    ['upvotes:7', upvotes(7, 7)],
    ['date:2024-02', dates('2024-02-01', '2024-02-29')],
    ['date:2024', dates('2024-01-01', '2024-12-31')],
    ['date:2026-06-01..2026-06-12', dates('2026-06-01', '2026-06-12')],
    ['date:2026-05..2026-06', dates('2026-05-01', '2026-06-30')],
    ['date:>2026-06', dates('2026-07-01', null)],
    ['date:<2026-01-01', dates(null, '2025-12-31')],
    ['date:Week', { kind: 'recent', value: 'week' }],
  ])('reads %s', (text, query) => expect(meaning(text)).toEqual(query));

  it.each([
    'GPT-4:',
    'http://arxiv.org/abs/2406.01234',
    'https://example.org/?a=b:c',
    '12:30',
    'arxiv:2406.01234',
    'doi:10.1000/182',
    '3:1',
    'std::vector',
    'C:\\papers',
    'state-of-the-art',
    '--flag',
    'C++',
    "don't",
    'Title:',
    'BERT：基于',
    '🤗',
    'x->y',
    'p<0.05',
    'SELECT;--',
    "'',",
  ])('takes %s for a word', (text) => {
    const query = meaning(`${text} x`);
    expect(query).toEqual(text === "''," ? word('x') : and(word(text), word('x')));
  });

  it('passes over dashes and signs of prose', () => {
    expect(meaning('Vision & Language - a survey')).toEqual(
      and(word('Vision'), word('Language'), word('a'), word('survey')),
    );
    expect(meaning('"attention"-based models')).toEqual(
      and(phrase('attention'), word('based'), word('models')),
    );
    expect(meaning('a OR &')).toEqual(word('a'));
  });

  it('reads the full-width signs of input methods', () => {
    expect(meaning('author：（田中　OR　李）')).toEqual(
      or(word('田中', 'author'), word('李', 'author')),
    );
    expect(meaning('year：２０２４')).toEqual(years(2024, 2024));
    expect(meaning('－深度 ＂学习＂')).toEqual(and(not(word('深度')), phrase('学习')));
  });

  it('marks the word that is being typed and words with an asterisk', () => {
    const prefixes = (text: string) => {
      const result = parseQuery(text);
      return result.ok && result.query?.kind === 'and' ? result.query.parts.map(prefixOf) : result;
    };
    const prefixOf = (part: Query) => ('prefix' in part ? part.prefix : part.kind);
    expect(prefixes('a* b')).toEqual(['star', 'typed']);
    expect(prefixes('a b ')).toEqual(['no', 'no']);
    expect(prefixes('a "b c"*')).toEqual(['no', 'star']);
    expect(prefixes('a "b c"')).toEqual(['no', 'no']);
    expect(prefixes('a tag:b')).toEqual(['no', 'typed']);
    expect(prefixes('a** author:b*')).toEqual(['star', 'star']);
  });

  it.each<[string, string[]]>([
    ['a "b', ['unclosed-quote 2-4']],
    ['"', ['unclosed-quote 0-1']],
    ['(a (b)', ['unclosed-group 0-1']],
    ['a) b', ['unopened-group 1-2']],
    ['a ( )', ['empty-group 2-5']],
    ['author:()', ['empty-group 7-9']],
    ['""', ['empty-phrase 0-2']],
    ['a "&"', ['empty-phrase 2-5']],
    ['& +', ['empty-phrase 0-3']],
    ['OR', ['missing-operand 0-2']],
    ['a OR', ['missing-operand 2-4']],
    ['a OR OR b', ['missing-operand 2-4']],
    ['(OR a)', ['missing-operand 1-3']],
    ['a AND', ['missing-operand 2-5']],
    ['a -', ['missing-operand 2-3']],
    ['(a -)', ['missing-operand 3-4']],
    ['autor:x', ['unknown-field 0-5']],
    ['a foo:(b "c)', ['unknown-field 2-5', 'unclosed-group 6-7', 'unclosed-quote 9-12']],
    ['author:', ['missing-value 0-7']],
    ['author: x', ['missing-value 0-7']],
    ['tag:""', ['empty-phrase 0-6']],
    ['is:nonsense', ['bad-value 3-11']],
    ['has:"two words"', ['bad-value 4-15']],
    ['year:abc', ['bad-year 5-8']],
    ['year:2024-2020', ['bad-year 5-14']],
    ['year:>9999', ['bad-year 5-10']],
    ['date:2026-02-30', ['bad-date 5-15']],
    ['date:2026-13', ['bad-date 5-12']],
    ['date:..', ['bad-date 5-7']],
    ['upvotes:many', ['bad-number 8-12']],
    ['upvotes:<0', ['bad-number 8-10']],
    ['upvotes:1e5', ['bad-number 8-11']],
    ['year:abc is:odd "x', ['bad-year 5-8', 'bad-value 12-15', 'unclosed-quote 16-18']],
    ['🎉 year:x', ['bad-year 8-9']],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, ['too-deep 20-21']],
    ['x'.repeat(10_001), ['too-long 10000-10001']],
    [`${'a '.repeat(256)}b c`, ['too-many-terms 512-515']],
  ])('says where %s makes no sense', (text, expected) => expect(problems(text)).toEqual(expected));

  it('says what is meant', () => {
    const result = parseQuery('a autor:x is:nonsense');
    expect(result.ok ? [] : result.problems.map(({ text }) => text)).toEqual(['autor', 'nonsense']);
  });
});

function years(from: number | null, to: number | null): Query {
  return { kind: 'range', field: 'year', from, to };
}

function upvotes(from: number | null, to: number | null): Query {
  return { kind: 'range', field: 'upvotes', from, to };
}

function dates(from: string | null, to: string | null): Query {
  return { kind: 'date', from, to };
}
