/** What a route answers, before any fault and before it is sent. */
export type Answer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Sent in chunks, without a Content-Length. */
  chunked: boolean;
};

/** A request as the routes see it. */
export type Query = {
  path: string;
  params: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** `http://127.0.0.1:port`, for absolute addresses in answers. */
  origin: string;
};

/** An answer with a body of a known type. */
export function answerOf(
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': type, ...headers },
    body: Buffer.from(body),
    chunked: false,
  };
}

/** JSON, as Hugging Face sends it. */
export function jsonAnswer(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return answerOf(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** An error as Hugging Face words it: `{"error": "…"}`. */
export function jsonError(status: number, error: string): Answer {
  return jsonAnswer({ error }, status);
}

/** The page that stands where something else was asked for. */
export function htmlAnswer(status: number, title: string): Answer {
  const page = `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>Please try again later.</p></body></html>\n`;
  return answerOf(status, 'text/html; charset=utf-8', page);
}
