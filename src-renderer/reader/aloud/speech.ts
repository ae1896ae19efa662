/** A voice of this machine; `lang` is a BCP 47 tag such as `en-GB`. */
export type Voice = { readonly id: string; readonly lang: string; readonly isUsual: boolean };

/** What is to be spoken, and who hears how far it came. */
export type Utterance = {
  readonly text: string;
  readonly lang: string;
  /** 1 is the voice's usual speed. */
  readonly rate: number;
  readonly voice: string;
  /** A word begins at an offset of the text; not every voice tells. */
  readonly onWord: (offset: number) => void;
  readonly onEnd: () => void;
  readonly onFailure: () => void;
};

/** The system's voices. */
export type Speech = {
  /** Those that speak on this machine itself: no word of a paper leaves it. */
  voices(): readonly Voice[];
  /** Calls back when voices come or go, until the signal. */
  onVoices(listener: () => void, signal: AbortSignal): void;
  /** Speaks in the place of whatever is being spoken. */
  say(utterance: Utterance): void;
  stop(): void;
};

/** The voices that the browser knows of; null where it has no speech at all. */
export function systemSpeech(window: Window & typeof globalThis): Speech | null {
  const { speechSynthesis: synthesis } = window;
  if (!synthesis) return null;
  const local = () => synthesis.getVoices().filter(({ localService }) => localService);
  let current: SpeechSynthesisUtterance | null = null;
  const stop = (): void => {
    current = null;
    synthesis.cancel();
  };
  return {
    voices: () =>
      local().map(({ voiceURI, lang, default: isUsual }) => ({
        ...{ id: voiceURI, isUsual },
        lang: lang.replace('_', '-'),
      })),
    onVoices: (listener, signal) =>
      synthesis.addEventListener?.('voiceschanged', listener, { signal }),
    say({ text, lang, rate, voice, onWord, onEnd, onFailure }) {
      stop();
      const spoken = new window.SpeechSynthesisUtterance(text);
      current = spoken;
      Object.assign(spoken, { lang, rate });
      spoken.voice = local().find(({ voiceURI }) => voiceURI === voice) ?? null;
      // What was stopped still ends, in some browsers with an error.
      const ifCurrent = (tell: () => void) => () => current === spoken && tell();
      spoken.onend = ifCurrent(onEnd);
      spoken.onerror = ifCurrent(onFailure);
      spoken.onboundary = ({ name, charIndex }) => {
        if (current === spoken && name !== 'sentence') onWord(charIndex);
      };
      synthesis.speak(spoken);
    },
    stop,
  };
}

/** The voice for a language: the usual one if it speaks it, else any that does, else the usual one. */
export function voiceFor(voices: readonly Voice[], language: string): Voice | undefined {
  const speaks = ({ lang }: Voice) => lang.toLowerCase().split('-')[0] === language;
  const usual = voices.find(({ isUsual }) => isUsual);
  if (usual && speaks(usual)) return usual;
  return voices.find(speaks) ?? usual ?? voices[0];
}
