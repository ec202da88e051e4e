/** What a command or a read may know: who acts, when, in which province, with what at hand. Nothing else reads a clock or the environment. */

import type { WorkingCalendar } from './calendar.ts'
import type { Calendars } from './calendars.ts'
import type { Replica } from './db/replica.ts'
import type { Database } from './db.ts'
import type { FileStore } from './files.ts'
import type { LookMark } from './looks.ts'
import type { Pack } from './packs.ts'
import type { PageContext } from './page.tsx'
import type { Actor, AssuranceLevel } from './policy.ts'
import type { CalendarDate } from './types.ts'

/** The parts of a running installation that outlive one request. */
export type Platform = {
  readonly database: Database
  /** A copy that follows, for what may lag; absent where none is set. */
  readonly replica?: Replica
  readonly files: FileStore
  readonly pack: Pack
  /** Of the province, as it is now; a context keeps the one it began with. */
  readonly calendar: WorkingCalendar
  /** Of each unit (`calendarFor`), and what was announced. */
  readonly calendars: Calendars
  readonly settings: Settings
}

export type BackupSettings = {
  /** The second place. */
  readonly folder: string
  /** Of a role that may replicate; only processes that copy the database are told. */
  readonly databaseUrl: string | undefined
  readonly passphraseFile: string | undefined
  /** How many base backups are kept. */
  readonly keep: number
}

/** What an installation sets from outside. Read once, in `apps`. */
export type Settings = {
  /** The address people use, without a slash at the end: `https://dichvucong.example.vn`. */
  readonly publicUrl: string
  /** Keys of cookies and form tokens; at least 32 bytes of text. */
  readonly secretKey: string
  /** Where keys, certificates and other private state of this machine live. */
  readonly dataDir: string
  readonly development: boolean
  /** Where backups go; absent where others see to them, or nobody does. */
  readonly backup?: BackupSettings | undefined
  /** Whether what can wait is told so when too many come at once. */
  readonly shedsLoad: boolean
  /** So many hours may pass before what is looked at can be proved; then nothing of people is shown. 0: never mind. */
  readonly unprovenHoursMax: number
  /** Addresses and networks of proxies whose word is taken for where a request comes from, beside this machine's own. */
  readonly trustedProxies?: readonly string[]
  /** Address of a time-stamping authority (RFC 3161); empty where none stamps the ledger. */
  readonly timestampUrl: string
  readonly identityProvider: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    /** What is asked for at sign-in, words with spaces between. */
    readonly scope: string
    /** Name of the claim with the personal identity number. */
    readonly identityNumberClaim: string
    /** Name of the claim that tells how surely the person was identified; `acr` by the standard. */
    readonly levelClaim: string
    /** Values of that claim, or of `amr`, and the level each stands for. What is not listed is level 1. */
    readonly levels: Readonly<Record<string, AssuranceLevel>>
    /** How long an answer may take. */
    readonly timeoutSeconds: number
  }
}

export type Context = Platform & {
  readonly actor: Actor
  readonly now: Date
  readonly today: CalendarDate
  readonly language: 'vi' | 'en'
  readonly requestId: string
  /** Whether what was read of people is written down (`looks.ts`). */
  readonly looks: LookMark
  /** `request_id` of a form or `Idempotency-Key` of an API call: the same key does one thing. */
  readonly operationKey: string | undefined
  /** A cookie of the request, for signing in and sessions; outside a request there is none. */
  readonly cookie: (name: string) => string | undefined
  /** From where a request comes; both empty outside one. */
  readonly sender: { readonly address: string; readonly browser: string }
  /** Present while a page is asked for. */
  readonly page: PageContext
}
