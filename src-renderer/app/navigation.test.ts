import { beforeEach, expect, test } from 'vitest';
import { layout } from '../../src-shared/contract/index.ts';
import {
  activateTab,
  allTabs,
  clearTarget,
  closeTab,
  openPaper,
  openSettings,
  paperInFront,
  restoreLayout,
  SETTINGS_TAB,
  stepTab,
  toLayout,
  useNavigation,
} from './navigation.ts';

const state = () => useNavigation.getState();
const open = () => state().tabs.map(({ paperId }) => paperId);

beforeEach(() =>
  useNavigation.setState({
    tabs: [],
    activeTab: null,
    targets: {},
    settings: null,
    beforeSettings: null,
    sidebar: null,
  }),
);

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

test('[LIB-1] what was kept does not undo what the user has chosen before it came', () => {
  useNavigation.setState({ sidebar: 'latest', tabs: [], activeTab: null });
  const tabs = [{ paperId: 'a', title: 'A' }];
  restoreLayout({ tabs, activeTab: 'a', selectedPaper: 'b', sidebar: 'trash' });
  expect(state()).toMatchObject({ sidebar: 'latest', tabs, activeTab: null });
});

test('[ACC-2] settings that were opened before what was kept came stay in front', () => {
  openSettings('storage');
  const tabs = [{ paperId: 'a', title: 'A' }];
  restoreLayout({ tabs, activeTab: 'a', selectedPaper: 'b', sidebar: 'trash' });
  expect(state()).toMatchObject({ activeTab: SETTINGS_TAB, sidebar: 'trash', tabs });
  closeTab(SETTINGS_TAB);
  expect(state().activeTab).toBe('a');
});

test('[ACC-2] the settings open at a section, and closing them returns to where one was', () => {
  openPaper('a:1', 'A');
  openSettings('storage');
  expect(state().settings).toBe('storage');
  expect(paperInFront(state())).toBeNull();
  openSettings('health');
  activateTab(null);
  openSettings();
  expect(state().settings).toBe('health');
  closeTab(SETTINGS_TAB);
  expect(state().activeTab).toBeNull();
  expect(state().settings).toBeNull();
  activateTab('a:1');
  openSettings();
  closeTab(SETTINGS_TAB);
  expect(paperInFront(state())).toBe('a:1');
});

test('[ACC-2] closing the settings shows the library where the paper before them is gone', () => {
  openPaper('a:1', 'A');
  openSettings();
  closeTab('a:1');
  closeTab(SETTINGS_TAB);
  expect(state().activeTab).toBeNull();
});

test('[ACC-2] the settings are the last tab, and one is stepped into and out of them', () => {
  openPaper('a:1', 'A');
  openSettings();
  activateTab('a:1');
  expect(allTabs(state())).toEqual([null, 'a:1', SETTINGS_TAB]);
  stepTab(1);
  expect(state().activeTab).toBe(SETTINGS_TAB);
  stepTab(1);
  expect(state().activeTab).toBeNull();
  stepTab(-1);
  closeTab(SETTINGS_TAB);
  expect(state().activeTab).toBeNull();
});

test('[READ-1] of open settings the place before them is kept', () => {
  openPaper('a:1', 'A');
  openSettings();
  expect(layout.parse(toLayout(state())).activeTab).toBe('a:1');
});

test('[READ-1] what is expanded and how wide panes are is kept, and an older layout has neither', () => {
  const kept = { tabs: [], activeTab: null, selectedPaper: null, sidebar: 'all' };
  restoreLayout({ ...kept, expanded: ['tags'], widths: { sidebar: 15 } });
  expect(toLayout(state())).toEqual({ ...kept, expanded: ['tags'], widths: { sidebar: 15 } });
  useNavigation.setState({ sidebar: null });
  restoreLayout(kept);
  expect(toLayout(state())).toEqual(kept);
});
