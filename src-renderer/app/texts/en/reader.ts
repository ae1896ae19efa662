import type { MarkColour, MarkKind } from '../../../../src-shared/contract/index.ts';
import { plural } from '../format.ts';

const colours: Readonly<Record<MarkColour, string>> = {
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  pink: 'Pink',
  purple: 'Purple',
};

const coloursWithin: Readonly<Record<MarkColour, string>> = {
  yellow: 'yellow',
  green: 'green',
  blue: 'blue',
  pink: 'pink',
  purple: 'purple',
};

const kinds: Readonly<Record<MarkKind, string>> = {
  highlight: 'Highlight',
  underline: 'Underline',
  strikeout: 'Strike out',
  area: 'Area',
  ink: 'Drawing',
  note: 'Sticky note',
};

const kindsWithin: Readonly<Record<MarkKind, string>> = {
  highlight: 'highlight',
  underline: 'underline',
  strikeout: 'strikeout',
  area: 'area',
  ink: 'drawing',
  note: 'sticky note',
};

const made: Readonly<Record<MarkKind, string>> = {
  highlight: 'Highlighted',
  underline: 'Underlined',
  strikeout: 'Struck out',
  area: 'Area marked',
  ink: 'Drawn',
  note: 'Sticky note put',
};

/** Words that are read out are cut here: the listener knows what was meant. */
const SPOKEN_CHARACTERS = 200;

function spokenPart(words: string): string {
  return words.length > SPOKEN_CHARACTERS ? `${words.slice(0, SPOKEN_CHARACTERS)}…` : words;
}

/** The reader. */
export const readerTexts = {
  colours,
  coloursWithin,
  kinds,
  pages: (title: string) => `Pages of ${title}`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  toolbar: 'Reader tools',
  pageNumber: 'Page number',
  pageCount: (pages: number) => `/ ${pages}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoom: (percent: number) => `${percent} %`,
  zoomIs: (percent: number) => `Zoom ${percent} per cent`,
  fitWidth: 'Fit width',
  highlightIn: (colour: string) => `Highlight in ${colour}`,
  selectionTools: 'Selected text',
  highlightTools: 'Highlight',
  changeTo: (colour: string) => `Change to ${colour}`,
  copy: 'Copy',
  comment: 'Comment',
  tags: (count: number): string => (count === 0 ? 'Add tags' : 'Tags'),
  tagsOfMark: 'Tags of this mark',
  filter: {
    label: 'Filter the marks',
    words: 'Filter by words',
    colours: 'Colours',
    only: (colour: string) => `Only ${colour}`,
    kind: 'Kind',
    allKinds: 'All kinds',
    tag: 'Tag',
    allTags: 'All tags',
    count: (shown: number, all: number) =>
      shown === all ? plural(all, 'mark', 'marks') : `${shown} of ${all}`,
  },
  remove: 'Delete',
  side: 'Highlights and note',
  tabs: {
    label: 'Highlights and note',
    highlights: (count: number) => (count === 0 ? 'Highlights' : `Highlights ${count}`),
    note: 'Note',
  },
  list: {
    label: 'Highlights',
    empty: 'No highlights yet',
    emptyHint: 'Select words on a page and press 1 to 5, or choose a colour.',
    where: (page: number, age: string) => `p. ${page} · ${age}`,
    lost: 'Not found in this version',
    /** Of a mark of another version whose words read otherwise here. */
    carried: (percent: number) => `carried over, ${percent} % sure`,
    likest: (percent: number) => `likest place ${percent} % alike`,
    lostTitle: (count: number) => `Not found in this version: ${count}`,
    lead: (kind: MarkKind, colour: string, page: number) =>
      `${colour} ${kindsWithin[kind]}, page ${page}:`,
  },
  status: (page: number, pages: number) =>
    `Page ${page} of ${pages} · ${Math.round((100 * page) / pages)} % read`,
  spoken: {
    found: (count: number) =>
      `Found on this page: ${plural(count, 'word', 'words')}, marked. Escape takes the marks away.`,
    selected: (words: string) => `Selected: ${spokenPart(words)}`,
    caretOn: 'Caret on. Arrow keys move it, with Shift they select.',
    caretOff: 'Caret off.',
    made: (kind: MarkKind, colour: string) => `${made[kind]} in ${colour}`,
    recoloured: (colour: string) => `Changed to ${colour}`,
    changedKind: (kind: MarkKind) => `Changed to ${kindsWithin[kind]}`,
    deleted: 'Highlight deleted',
    moved: 'Moved',
    undone: 'Undone',
    redone: 'Done again',
    copied: 'Copied',
    page: (page: number) => `Page ${page}`,
  },
  acts: {
    nextScreen: 'Next screen',
    previousScreen: 'Previous screen',
    firstPage: 'First page',
    lastPage: 'Last page',
    nextPage: 'Next page',
    previousPage: 'Previous page',
    goToPage: 'Go to page',
    actualSize: 'Actual size',
    fitPage: 'Fit page',
    caret: 'Select text with the keyboard',
    highlight: 'Highlight the selection',
    usual: (colour: string) => `Highlight in ${colour} from now on`,
    underline: 'Underline the selection',
    strikeout: 'Strike out the selection',
    tools: {
      area: 'Mark an area',
      ink: 'Draw on the page',
      note: 'Put a sticky note',
    },
    copy: 'Copy the selection',
    clear: 'Clear the selection',
    removeMark: 'Delete the highlight',
    comment: 'Comment on the mark',
    tagMark: 'Tag the mark',
    undo: 'Undo in the reader',
    redo: 'Redo in the reader',
    showHighlights: 'Show the highlights',
    showNote: 'Show the note',
    move: {
      right: 'Caret right',
      left: 'Caret left',
      down: 'Caret down',
      up: 'Caret up',
      wordRight: 'Caret a word right',
      wordLeft: 'Caret a word left',
    },
    extend: {
      right: 'Extend the selection right',
      left: 'Extend the selection left',
      down: 'Extend the selection down',
      up: 'Extend the selection up',
      wordRight: 'Extend the selection a word right',
      wordLeft: 'Extend the selection a word left',
    },
  },
  opening: 'Opening…',
  waiting: {
    none: 'The PDF is not on this machine yet.',
    queued: 'The PDF waits to be fetched.',
    downloading: 'Fetching the PDF…',
    received: (done: string, all: string | null) => (all ? `${done} of ${all}` : done),
    progress: 'Fetching the PDF',
    fetch: 'Fetch PDF',
    retry: 'Try again',
    cancel: 'Stop',
  },
  password: {
    needed: 'This PDF is protected by a password.',
    label: 'Password',
    wrong: 'This is not its password.',
    remember: 'Remember until Offprint is closed',
    open: 'Open',
  },
  failure: {
    title: 'This PDF cannot be shown.',
    damaged: 'It is damaged: it could not be read as a PDF.',
    missing: 'Its file could not be loaded.',
    retry: 'Try again',
  },
  unknown: 'This paper is not in the library.',
};
