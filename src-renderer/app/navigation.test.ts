import { beforeEach, expect, test } from 'vitest';
import { layout } from '../../src-shared/contract/index.ts';
import {
  activateTab,
  clearTarget,
  closeTab,
  openPaper,
  restoreLayout,
  stepTab,
  toLayout,
  useNavigation,
} from './navigation.ts';

const state = () => useNavigation.getState();
const open = () => state().tabs.map(({ paperId }) => paperId);

beforeEach(() => useNavigation.setState({ tabs: [], activeTab: null, targets: {} }));

test('[READ-1] a paper has one tab, and opening it again brings that to the front', () => {
  openPaper('a', 'A');
  openPaper('b', 'B');
  openPaper('a', 'A');
  expect(open()).toEqual(['a', 'b']);
  expect(state().activeTab).toBe('a');
});

test('[READ-1] closing the tab in front shows the one beside it, last the library', () => {
  for (const id of ['a', 'b', 'c']) openPaper(id, id);
  activateTab('b');
  closeTab('b');
  expect(state().activeTab).toBe('c');
  closeTab('c');
  expect(state().activeTab).toBe('a');
  closeTab('a');
  expect(state().activeTab).toBeNull();
});

test('[READ-1] closing a tab behind leaves the one in front', () => {
  openPaper('a', 'A');
  openPaper('b', 'B');
  closeTab('a');
  expect(state().activeTab).toBe('b');
});

test('[ACC-2] tabs are stepped through round the ends, the library among them', () => {
  openPaper('a', 'A');
  openPaper('b', 'B');
  stepTab(1);
  expect(state().activeTab).toBeNull();
  stepTab(-1);
  expect(state().activeTab).toBe('b');
});

test('[MARK-5] a paper can be opened at a mark, until its reader is there', () => {
  openPaper('a', 'A', { annotationId: 'mark' });
  expect(state().targets.a).toEqual({ annotationId: 'mark' });
  clearTarget('a');
  expect(state().targets).toEqual({});
});

test('[READ-1] what is kept fits the contract and comes back', () => {
  openPaper('a', 'A');
  const kept = layout.parse(toLayout(state()));
  closeTab('a');
  restoreLayout(kept);
  expect(open()).toEqual(['a']);
  expect(state().activeTab).toBe('a');
  restoreLayout({ ...kept, activeTab: 'gone' });
  expect(state().activeTab).toBeNull();
});
