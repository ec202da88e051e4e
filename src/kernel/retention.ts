/**
 * Lưu giữ: what modules declare of the records that they keep, so that one place can end them when their time is over. How long
 * each class is kept, and what becomes of it, is the pack's (`retention.json`). docs/legal.md#retention.
 */

import type { Sentence } from './errors.ts'

export type RecordClassKey = `${string}.${string}`

/** SQL over the columns of one row, written by the module that owns the table. Never anything that a person typed. */
type Sql = string

/** Nhóm hồ sơ, tài liệu: one row of `table` is one thing that is kept and ended. */
export type RecordClass = {
  readonly key: RecordClassKey
  readonly name: Sentence
  /** The moment from which its time is counted, in words and in SQL; while that is null its time has not begun. */
  readonly since: Sentence
  readonly from: Sql
  readonly table: string
  /** Column with the uuid of the thing; needed where rows stay, or others go with them. */
  readonly id?: string
  /** Columns with ids of the persons and of the cases that it is about: a hold on one of them stops it. */
  readonly people?: readonly string[]
  readonly cases?: readonly string[]
  /** The personal number of whom it is about, where no id says so. */
  readonly number?: Sql
  /** Column with the code of a procedure, for which the pack may keep it longer. */
  readonly procedure?: string
  /** Which rows belong to the class; all of them unless given. */
  readonly only?: Sql
  /** Nothing of any other class may still be about the person, or name the file. */
  readonly whenUnused?: 'person' | 'file'
  /** Columns that say who somebody was, and what takes their place; the row stays. Without it the row is deleted. */
  readonly blank?: Readonly<Record<string, Sql>>
  /** Function of the database that ends rows which the application itself may not touch: it takes ids. */
  readonly endedBy?: string
  /** Events about the thing lose what was written in words. */
  readonly words?: true
  /** What is said about health in it lies under a key named by its `id` (`sealed-answers.ts`), which is destroyed with it. */
  readonly sealed?: true
}

/** Rows of a table that belong to things of a class, of this module or another, and end with them. */
export type RecordPart = {
  readonly of: RecordClassKey
  readonly table: string
  readonly by: string
  readonly blank?: Readonly<Record<string, Sql>>
  readonly endedBy?: string
}

/** What a module keeps. Every table of it stands here or in the reviewed list of tables without anybody's data. */
export type Keeping = {
  readonly classes: readonly RecordClass[]
  readonly parts: readonly RecordPart[]
  /** Conditions on a row `f` of `files` under which a row of the module names it. */
  readonly files?: readonly Sql[]
  /** The same for stored bytes, by their SHA-256 `s.sha256`. */
  readonly bytes?: readonly Sql[]
}

/** What the kernel itself keeps. Events hold ids and codes, and lose their words with the thing that they are about. */
export const kernelKeeping: Keeping = {
  classes: [
    {
      key: 'kernel.look',
      name: { vi: 'Lượt xem dữ liệu cá nhân', en: 'Looks at personal data' },
      since: { vi: 'lần xem cuối', en: 'the last look' },
      table: 'looks',
      id: 'id',
      from: 'r.last_at',
      endedBy: 'forget_looks',
    },
    {
      key: 'kernel.operation',
      name: { vi: 'Khóa chống gửi trùng', en: 'Keys against sending twice' },
      since: { vi: 'lần gửi', en: 'the sending' },
      table: 'operations',
      from: 'r.made_at',
    },
    {
      key: 'kernel.attempt',
      name: { vi: 'Số lần thử, theo địa chỉ và tài khoản', en: 'Counts of attempts, by address and account' },
      since: { vi: 'lúc bắt đầu đếm', en: 'the beginning of the count' },
      table: 'rate_limits',
      from: 'r.window_start',
    },
    {
      key: 'kernel.upload',
      name: { vi: 'Tệp đang tải lên từng phần', en: 'Files that come in parts' },
      since: { vi: 'lúc bắt đầu tải', en: 'the beginning of the upload' },
      table: 'uploads',
      id: 'id',
      from: 'r.created_at',
      people: ['owner_id'],
    },
    {
      key: 'kernel.file',
      name: { vi: 'Tệp không còn giấy tờ nào dùng', en: 'Files that nothing names any more' },
      since: { vi: 'lúc tải lên, khi không còn chỗ nào dùng', en: 'the upload, once nothing names it' },
      table: 'files',
      id: 'id',
      from: 'r.created_at',
      people: ['owner_id'],
      whenUnused: 'file',
    },
  ],
  parts: [],
  bytes: [
    'exists (select from files f where f.sha256 = s.sha256)',
    'exists (select from uploads u where u.is_whole and u.sha256 = s.sha256)',
    'exists (select from upload_parts p where p.sha256 = s.sha256)',
  ],
}
