/** Runs in the browser: forms kept on the device until the server has them, files included. Each belongs to one person. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * `typed`: being filled in. `queued`: the person has pressed send; it goes as soon as there is a line. `attention`: the server
 * has looked at it and the person must do something. `sent`: the server has it; what stays says so and holds no answers.
 */
export type KeptState = 'typed' | 'queued' | 'attention' | 'sent'

export type KeptForm = {
  /** Which form of which person: `<person> <address of the form>`, and the request where one address has many. */
  readonly key: string
  /** As the page calls its viewer; empty where nobody has signed in. */
  readonly owner: string
  /** Address of the page with the form, where it is posted to, and what to call it in a list. */
  readonly page: string
  readonly action: string
  readonly title: string
  /** What it is part of: parts go in the order in which they were sent, and wait for one that needs the person. */
  readonly group: string
  /** Makes one act of however many attempts to send. */
  readonly requestId: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly KeptFile[]
  /** Says which state of the page the answers were typed over. */
  readonly stamp: number
  readonly how: SendingRules
  readonly state: KeptState
  /** By the clock of the device, to be shown; nothing is decided by it. */
  readonly savedAt: number
  /** Counts up on this device from the first time it was sent, 0 before; a lower one goes first. */
  readonly order: number
  /** The browser itself has taken it to the server; whether it came there tells the stamp of the page. */
  readonly isHanded?: boolean
  /** What the server said when it wants something of the person: an HTTP status, or 0 where it leads elsewhere. */
  readonly status?: number
  /** Where to see what became of it, or what to do about it. */
  readonly to?: string
}

export type KeptFile = { readonly name: string; readonly file: File }

export type SendingRules = {
  /** Sent again it takes the place of what was sent before, so that each press is an act of its own; else there is one act for ever. */
  readonly overwrites?: boolean | undefined
  /** The address of what became of it stays to be looked at. */
  readonly tells?: boolean | undefined
  /** The page has a new one each time it is opened. */
  readonly many?: boolean | undefined
  /** Hidden fields are sent as the page has them now, not as they were when it was filled in. */
  readonly newest?: boolean | undefined
  /** Fields that say that nobody watches while it is sent. */
  readonly extra?: Readonly<Record<string, string>> | undefined
}

/** What is not a file is small and written often; files are written only when they change. */
type Stored = Omit<KeptForm, 'files'> & { readonly bytes: number }
type Schema = DBSchema & {
  forms: { key: string; value: Stored; indexes: { owner: string } }
  files: { key: string; value: { readonly key: string; readonly files: readonly KeptFile[] } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('mot-cua', 2, {
    async upgrade(db, from, _to, transaction) {
      const files = db.createObjectStore('files', { keyPath: 'key' })
      if (from === 0) {
        db.createObjectStore('forms', { keyPath: 'key' }).createIndex('owner', 'owner')
        return
      }
      // What an earlier version of this script kept is sent as well.
      const forms = transaction.objectStore('forms')
      for (const old of (await forms.getAll()) as unknown as readonly Old[]) {
        await files.put({ key: old.key, files: old.files })
        await forms.put(fromOld(old))
      }
    },
    terminated() {
      opened = undefined
    },
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

type Old = Pick<
  KeptForm,
  'key' | 'owner' | 'page' | 'title' | 'requestId' | 'fields' | 'files' | 'savedAt'
> & {
  readonly isQueued: boolean
}

const fromOld = ({ files, isQueued, ...old }: Old): Stored => ({
  ...old,
  action: old.page,
  group: old.page,
  stamp: 0,
  how: { newest: true },
  state: isQueued ? 'queued' : 'typed',
  order: 0,
  bytes: bytesOf(files),
})

const bytesOf = (files: readonly KeptFile[]) => files.reduce((sum, { file }) => sum + file.size, 0)

/** Writes a form down, and its files where they changed. Either all of it is kept or what was kept before stays. */
export async function keep({ files, ...form }: KeptForm, hasNewFiles: boolean): Promise<KeptForm> {
  const transaction = (await database()).transaction(['forms', 'files'], 'readwrite')
  const forms = transaction.objectStore('forms')
  let { order } = form
  if (form.state === 'queued' && order === 0) {
    const orders = (await forms.getAll()).map((one) => one.order)
    order = Math.max(0, ...orders) + 1
  }
  const writes: Promise<unknown>[] = [forms.put({ ...form, order, bytes: bytesOf(files) })]
  if (hasNewFiles) writes.push(transaction.objectStore('files').put({ key: form.key, files }))
  await Promise.all([...writes, transaction.done])
  return { ...form, order, files }
}

export async function findKept(key: string): Promise<KeptForm | undefined> {
  const transaction = (await database()).transaction(['forms', 'files'])
  const [form, files] = await Promise.all([
    transaction.objectStore('forms').get(key),
    transaction.objectStore('files').get(key),
  ])
  return form && { ...form, files: files?.files ?? [] }
}

export type Listed = Stored

/** What waits for this person on this device, in the order in which it goes; files stay where they are. */
export async function keptBy(owner: string): Promise<readonly Listed[]> {
  const all = await (await database()).getAllFromIndex('forms', 'owner', owner)
  return all.toSorted((a, b) => a.order - b.order)
}

/** How many things wait on this device for people who signed in here. It says nothing of who they are or what it is. */
export async function countOfSignedIn(): Promise<number> {
  const all = await (await database()).getAll('forms')
  return all.filter(({ owner, state }) => owner !== '' && (state === 'queued' || state === 'attention'))
    .length
}

export async function forget(key: string): Promise<void> {
  const transaction = (await database()).transaction(['forms', 'files'], 'readwrite')
  await Promise.all([
    transaction.objectStore('forms').delete(key),
    transaction.objectStore('files').delete(key),
    transaction.done,
  ])
}

/** Changes what is kept of a form, unless the person has written on since it was sent. Without answers only its outcome stays. */
export async function settle(
  { key, savedAt, requestId }: Pick<KeptForm, 'key' | 'savedAt' | 'requestId'>,
  change: Pick<KeptForm, 'state' | 'status' | 'to'> & { readonly withoutAnswers: boolean },
): Promise<boolean> {
  const { withoutAnswers, ...outcome } = change
  const transaction = (await database()).transaction(['forms', 'files'], 'readwrite')
  const forms = transaction.objectStore('forms')
  const now = await forms.get(key)
  const isSame = now?.state === 'queued' && now.savedAt === savedAt && now.requestId === requestId
  if (isSame) {
    const writes: Promise<unknown>[] = [
      forms.put({ ...now, ...outcome, ...(withoutAnswers && { fields: [], bytes: 0 }) }),
    ]
    if (withoutAnswers) writes.push(transaction.objectStore('files').delete(key))
    await Promise.all(writes)
  }
  await transaction.done
  return isSame
}
