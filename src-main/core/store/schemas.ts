import type { RxJsonSchema } from 'rxdb/plugins/core';
import type { CollectionName, Documents } from './documents.ts';

type Property = { type: string | string[]; [key: string]: unknown };
type Properties = Record<string, Property>;

const ID_LENGTH = 240;
const text: Property = { type: 'string' };
const optionalText: Property = { type: ['string', 'null'] };
const optionalNumber: Property = { type: ['number', 'null'] };
const key: Property = { type: 'string', maxLength: ID_LENGTH };
const open: Property = { type: 'object', additionalProperties: true };

function schema(version: number, properties: Properties, indexes: string[] = []) {
  return {
    version,
    primaryKey: 'id',
    type: 'object',
    properties: { id: key, ...properties },
    required: ['id', ...indexes],
    indexes,
  };
}

/** What every document that the user made has; see `UserDocument`. */
function userSchema(version: number, properties: Properties = {}, indexes: string[] = []) {
  return schema(version, { fields: open, by: text, ...properties }, indexes);
}

/** Schema of each collection. A changed one needs a new version, a migration (`migrations/`), and its test. */
const SCHEMAS = {
  papers: schema(0, { facts: open }),
  listings: schema(
    0,
    {
      day: { type: 'string', maxLength: 10 },
      paperId: key,
      position: { type: 'number' },
      upvotes: optionalNumber,
      comments: optionalNumber,
      submittedBy: optionalText,
    },
    ['day', 'paperId'],
  ),
  states: userSchema(0),
  annotations: userSchema(
    0,
    {
      paperId: key,
      kind: text,
      fileSha256: text,
      version: optionalNumber,
      order: text,
      createdAt: { type: 'number' },
      anchor: open,
    },
    ['paperId'],
  ),
  notes: userSchema(0, { paperId: optionalText, markdown: text }),
  collections: userSchema(0),
  memberships: userSchema(0, { collectionId: key, paperId: key }, ['collectionId', 'paperId']),
  files: schema(
    1,
    {
      paperId: key,
      sha256: text,
      bytes: { type: 'number' },
      pages: optionalNumber,
      version: optionalNumber,
      url: text,
      storedAt: { type: 'number' },
      origin: text,
      name: optionalText,
    },
    ['paperId'],
  ),
  searches: userSchema(0),
  aliases: schema(0, { target: key }),
  devices: userSchema(0),
  settings: userSchema(0),
} as const satisfies Record<CollectionName, unknown>;

/** The RxDB schema of a collection; RxDB's type cannot express nullable properties. */
export function schemaOf<Name extends CollectionName>(name: Name): RxJsonSchema<Documents[Name]> {
  return structuredClone(SCHEMAS[name]) as unknown as RxJsonSchema<Documents[Name]>;
}

/** The names of all collections: twelve, as RxDB's open core allows thirteen in one realm. */
export const COLLECTION_NAMES = Object.keys(SCHEMAS) as CollectionName[];
