import { expect, test } from 'vitest';
import { userSettings } from '../../src-shared/contract/index.ts';
import { ARXIV_CATEGORIES } from '../app/texts/en/arxiv-categories.ts';
import { categoryName, findCategories } from './category-search.ts';
import { backupsFolder } from './places.ts';
import { firstQuota, GIGABYTE, toBytes, toGigabytes } from './quota-steps.ts';
import { daysIn, problemOf, quickRange, todayOf } from './ranges.ts';

const codes = (text: string, taken: readonly string[] = []) =>
  findCategories(text, taken).map(({ code }) => code);

test('[LIST-8] every category that is offered can be subscribed to', () => {
  const all = Object.keys(ARXIV_CATEGORIES);
  expect(all.length).toBeGreaterThan(150);
  const { arxivCategories } = userSettings.shape;
  for (const code of all) expect(arxivCategories.safeParse([code]).success, code).toBe(true);
});

test('[LIST-8] a category is found by its code, a part of it, or the words of its name', () => {
  expect(codes('cs.cl')[0]).toBe('cs.CL');
  expect(codes(' CL ')[0]).toBe('cs.CL');
  expect(codes('robot')).toEqual(['cs.RO']);
  expect(codes('machine learning')).toEqual(['cs.LG', 'stat.ML']);
  expect(codes('machine learning', ['cs.LG'])).toEqual(['stat.ML']);
  expect(codes('')).toEqual([]);
  expect(codes('cs.CLL')).toEqual([]);
  expect(codes('s').length).toBe(8);
});

test('[LIST-8] a category of a later arXiv has no name, and no member of a plain object either', () => {
  expect(categoryName('cs.CL')).toBe('Computation and Language');
  expect(categoryName('cs.ZZ')).toBeNull();
  expect(categoryName('constructor')).toBeNull();
});

test('[LIST-1] ranges that people ask for lie between the first listing and today', () => {
  expect(quickRange('lastMonth', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(quickRange('lastMonth', '2027-01-01')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  expect(quickRange('thisYear', '2026-11-20')).toEqual({ from: '2026-01-01', to: '2026-11-20' });
  expect(quickRange('everything', '2026-11-20').from).toBe('2023-05-04');
  expect(quickRange('thisYear', '2023-06-01').from).toBe('2023-05-04');
  expect(daysIn({ from: '2024-02-28', to: '2024-03-01' })).toBe(3);
  expect(todayOf(Date.UTC(2026, 10, 20, 23, 59))).toBe('2026-11-20');
});

test('[LIST-1] a range that cannot be brought is refused with its reason', () => {
  const today = '2026-11-20';
  const problem = (from: string, to: string) => problemOf({ from, to }, today);
  expect(problem('2023-05-04', today)).toBeNull();
  expect(problem('', today)).toBe('missing');
  expect(problem('2026-02-02', '2026-02-01')).toBe('order');
  expect(problem('2023-05-03', today)).toBe('early');
  expect(problem(today, '2026-11-21')).toBe('future');
});

test('[FILE-5] a quota begins above what is used, and a number typed comes back as it was', () => {
  expect(firstQuota(0)).toBe(5 * GIGABYTE);
  expect(firstQuota(4.5 * GIGABYTE)).toBe(10 * GIGABYTE);
  expect(firstQuota(2_000 * GIGABYTE)).toBe(2_500 * GIGABYTE);
  for (const typed of [0.1, 0.25, 1.15, 7, 2_500]) expect(toGigabytes(toBytes(typed))).toBe(typed);
});

test('[BACK-1] the backups’ folder is written as the system writes paths', () => {
  expect(backupsFolder('/home/ada/.offprint')).toBe('/home/ada/.offprint/backups');
  expect(backupsFolder('C:\\Users\\ada\\Offprint')).toBe('C:\\Users\\ada\\Offprint\\backups');
});
