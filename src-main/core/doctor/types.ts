import type { Finding } from '../../../src-shared/contract/index.ts';
import type { Backups } from '../backup/index.ts';
import type { Follower, ReadModel } from '../index/index.ts';
import type { LocalStore } from '../local/index.ts';
import type { Search } from '../search/index.ts';
import type { FileDocument, LibraryStore } from '../store/index.ts';

/** What the doctor looks at, and what it may do about it. */
export type DoctorContext = {
  readonly dataDir: string;
  readonly store: Pick<LibraryStore, 'readChanges'>;
  readonly readModel: ReadModel;
  readonly follower: Follower;
  /** Absent where nothing searches. */
  readonly search?: Pick<Search, 'discard'>;
  readonly local: Pick<LocalStore, 'wasDamaged'>;
  readonly backups: Pick<Backups, 'verify'>;
  /** Files of downloads under way, relative to the data folder. */
  readonly partials: () => readonly string[];
  /** Fetches a paper's PDF again, after its damaged file was put aside. Rejects where that cannot be. */
  readonly refetch: (file: FileDocument) => Promise<void>;
};

/** Something that is wrong, and what can be done about it without deleting what is the user's. */
export type Problem = {
  readonly kind: Finding['kind'];
  /** A file name relative to the data folder, with `/`. */
  readonly subject: string;
  readonly repair?: () => Promise<void>;
};
