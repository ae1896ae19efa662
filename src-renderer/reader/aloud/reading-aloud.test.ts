import { describe, expect, it } from 'vitest';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { ReadingAloud } from './reading-aloud.ts';
import { type Speech, systemSpeech, type Utterance, type Voice, voiceFor } from './speech.ts';

const ENGLISH: Voice = { id: 'en', lang: 'en-GB', isUsual: true };

/** A voice that speaks when it is told to. */
function standIn(voices: readonly Voice[] = [ENGLISH]) {
  const said: Utterance[] = [];
  const heard = { voices, listener: () => {}, stops: 0 };
  const speech: Speech = {
    voices: () => heard.voices,
    onVoices: (listener) => {
      heard.listener = listener;
    },
    say: (utterance) => said.push(utterance),
    stop: () => {
      heard.stops++;
    },
  };
  return { speech, said, heard, texts: () => said.map(({ text }) => text) };
}

const PAGES = ['The first one. The second one is here.', '', 'On the third page. The end.'].map(
  (text, index) => madePage(madeColumn(text.split(' '), { x: 72, y: 700, width: 300 }), index),
);

function rig(speech: Speech | null) {
  const revealed: number[] = [];
  const aloud = new ReadingAloud(speech, {
    count: () => PAGES.length,
    text: async (page) => PAGES[page]!,
    reveal: (page) => revealed.push(page),
    repaint: () => {},
  });
  return { aloud, revealed, status: () => aloud.state.getState().status };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('reading aloud', () => {
  it('[READ-9] speaks sentence by sentence over the pages, follows them, and ends', async () => {
    const { speech, said, texts } = standIn();
    const { aloud, revealed, status } = rig(speech);
    await aloud.start(0, PAGES[0]!.text.indexOf('second'));
    expect(texts()).toEqual(['The second one is here.']);
    expect(said[0]).toMatchObject({ lang: 'en-GB', rate: 1, voice: 'en' });
    said[0]!.onEnd();
    await turn();
    said[1]!.onEnd();
    said[2]!.onEnd();
    await turn();
    expect(texts().slice(1)).toEqual(['On the third page.', 'The end.']);
    expect(revealed).toEqual([0, 2, 2]);
    expect(status()).toBe('off');
  });

  it('[READ-9] pauses, or changes its speed, while the next page is fetched, and goes on there', async () => {
    for (const meanwhile of ['pause', 'speed'] as const) {
      const { speech, said, texts } = standIn();
      const { aloud, status } = rig(speech);
      await aloud.start(0, PAGES[0]!.text.indexOf('second'));
      said[0]!.onEnd();
      if (meanwhile === 'pause') {
        aloud.pause();
        aloud.resume();
      } else aloud.setRate(2);
      await turn();
      expect(texts().slice(1)).toEqual(['On the third page.']);
      expect(status()).toBe('speaking');
    }
  });

  it('[READ-9] pauses at a word and goes on there, faster where that is wanted', async () => {
    const { speech, said, heard } = standIn();
    const { aloud, status } = rig(speech);
    await aloud.start(0, 0);
    said[0]!.onWord(4);
    aloud.pause();
    expect(status()).toBe('paused');
    expect(heard.stops).toBeGreaterThan(0);
    said[0]!.onEnd();
    await turn();
    expect(said).toHaveLength(1);
    aloud.resume();
    expect(said[1]!.text).toBe('first one.');
    said[1]!.onWord(6);
    aloud.setRate(1.5);
    expect(said[2]).toMatchObject({ text: 'one.', rate: 1.5 });
  });

  it('[READ-9] goes a sentence on and back, over the ends of pages', async () => {
    const { speech, texts } = standIn();
    const { aloud, status } = rig(speech);
    await aloud.start(0, 0);
    for (const step of [1, 1, -1, -1, -1] as const) await aloud.step(step);
    expect(texts()).toEqual([
      ...['The first one.', 'The second one is here.', 'On the third page.'],
      ...['The second one is here.', 'The first one.', 'The first one.'],
    ]);
    expect(status()).toBe('speaking');
  });

  it('[READ-9] leaves the room to who begins later, and falls silent when its tab is closed', async () => {
    const { speech, said } = standIn();
    const [one, other] = [rig(speech), rig(speech)];
    await one.aloud.start(0, 0);
    await other.aloud.start(2, 0);
    expect([one.status(), other.status()]).toEqual(['off', 'speaking']);
    said[0]!.onEnd();
    await turn();
    expect(said).toHaveLength(2);
    other.aloud.destroy();
    expect(other.status()).toBe('off');
    said[1]!.onEnd();
    await turn();
    expect(said).toHaveLength(2);
  });

  it('[READ-9] is not offered without voices, and comes with them', async () => {
    const { speech, said, heard } = standIn([]);
    const { aloud } = rig(speech);
    expect(aloud.state.getState().hasVoices).toBe(false);
    await aloud.start(0, 0);
    expect(said).toEqual([]);
    heard.voices = [ENGLISH];
    heard.listener();
    expect(aloud.state.getState().hasVoices).toBe(true);
    expect(rig(null).aloud.state.getState().hasVoices).toBe(false);
  });

  it('[READ-9] says that a voice failed, and ends', async () => {
    const { speech, said } = standIn();
    const { aloud } = rig(speech);
    await aloud.start(0, 0);
    said[0]!.onFailure();
    expect(aloud.state.getState()).toMatchObject({ status: 'off', failed: true });
  });
});

/** The browser's speech, as far as it is used. */
function madeWindow(voices: readonly { voiceURI: string; lang: string; localService: boolean }[]) {
  const spoken: { text: string; voice?: unknown; onend?: () => void; onboundary?: unknown }[] = [];
  const window = {
    speechSynthesis: {
      getVoices: () => voices,
      addEventListener: () => {},
      speak: (utterance: { text: string }) => spoken.push(utterance),
      // As Chromium does: what was cancelled ends all the same.
      cancel: () => spoken.at(-1)?.onend?.(),
    },
    SpeechSynthesisUtterance: class {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  };
  return { window: window as unknown as Window & typeof globalThis, spoken };
}

describe('the voices of the system', () => {
  it('[READ-8] are those that speak on this machine, so that no word leaves it', () => {
    const { window } = madeWindow([
      { voiceURI: 'far', lang: 'en-US', localService: false },
      { voiceURI: 'near', lang: 'de_DE', localService: true },
    ]);
    expect(
      systemSpeech(window)
        ?.voices()
        .map(({ id, lang }) => [id, lang]),
    ).toEqual([['near', 'de-DE']]);
    expect(systemSpeech({} as Window & typeof globalThis)).toBeNull();
  });

  it('[READ-9] do not tell the end of what was stopped', () => {
    const { window, spoken } = madeWindow([{ voiceURI: 'a', lang: 'en', localService: true }]);
    const speech = systemSpeech(window)!;
    let ends = 0;
    const utterance = { text: 'x', lang: 'en', rate: 1, voice: 'a' };
    const heard = { onWord: () => {}, onEnd: () => ends++, onFailure: () => {} };
    speech.say({ ...utterance, ...heard });
    speech.say({ ...utterance, ...heard });
    expect(ends).toBe(0);
    expect(spoken).toHaveLength(2);
    spoken[1]!.onend?.();
    expect(ends).toBe(1);
  });

  it('[READ-9] are chosen by the language of the paper, the usual one before others', () => {
    const german: Voice = { id: 'de', lang: 'de-DE', isUsual: false };
    expect(voiceFor([ENGLISH, german], 'de')).toBe(german);
    expect(voiceFor([german, ENGLISH], 'en')).toBe(ENGLISH);
    expect(voiceFor([german, ENGLISH], 'fr')).toBe(ENGLISH);
    expect(voiceFor([], 'en')).toBeUndefined();
  });
});
