/**
 * Kết nối: what a module needs of another organisation's system. Declared here for others to collect (`Module.connectors`);
 * calls go through the exchange, which signs, logs, waits and tries again. Everything another system says is checked by schema.
 */

import type { Static, TObject, TSchema } from 'typebox'
import type { Context } from './context.ts'
import type { Sentence } from './errors.ts'

/** One call that the other system answers: a signed POST of JSON. Unknown keys of an answer are refused by its schema. */
export type Operation = {
  readonly path: `/${string}`
  readonly request: TSchema
  readonly answer: TSchema
}
export type Operations = Readonly<Record<string, Operation>>

export type Call<O extends Operations> = <K extends keyof O & string>(
  operation: K,
  input: Static<O[K]['request']>,
  /** Tells calls of one operation within a message apart, such as the files that it uploads. */
  name?: string,
) => Promise<Static<O[K]['answer']>>

/** The delivery of one message. It may be cut off anywhere and begins anew: what was kept is known the next time. */
export type Conversation<O extends Operations, Body extends TSchema> = {
  readonly context: Context
  readonly body: Static<Body>
  /** What the other side told us about this stream, such as its own number for our dossier. */
  readonly known: Readonly<Record<string, string>>
  /** Remembers such a fact, durably before it returns. */
  keep(name: string, value: string): Promise<void>
  /** Each call of a message has its own idempotency key, the same at every try. */
  readonly call: Call<O>
  /** Key of the system that all calls of this try go to. */
  readonly system: string
}

/** A kind of message that is sent for certain, in the order of its stream. */
export type MessageKind = {
  readonly label: Sentence
  readonly body: TSchema
  /** The first moment from now on at which one may go out, where that is not at any time. */
  opensAt?(context: Context): Date
  deliver(conversation: never): Promise<void>
}

/** What we believe of one stream: the last message that was delivered, and what is known of it. */
export type Belief = {
  readonly stream: string
  readonly body: unknown
  readonly known: Readonly<Record<string, string>>
}
/** One thing of a stream that the other system says differently; `null` means that it has none. */
export type Difference = {
  readonly stream: string
  readonly what: string
  readonly ours: string
  readonly theirs: string | null
}

/** `signed`: signed JSON over HTTPS, answered by the same. `smtp`: mail to a server that takes it on. `push`: RFC 8030. */
export type Protocol = 'signed' | 'smtp' | 'push'

export type Connector<O extends Operations = Operations> = {
  /** Short, stable; the system is registered under it. */
  readonly key: string
  /** Keys of more systems that do the same: each call goes to one of them, more of them to those that answer sooner. */
  readonly others?: readonly string[]
  /** How the other system speaks; `signed` unless told. */
  readonly protocol?: Protocol
  /** Official name of the system, and the body that runs it. */
  readonly system: Sentence
  readonly owner: Sentence
  /** Why it is called unless a call says otherwise, and the provision that allows it. */
  readonly purpose: string
  readonly article: string
  readonly operations: O
  readonly messages?: Readonly<Record<string, MessageKind>>
  /** Đối soát: asks the other system about these streams and gives what differs. A resend must be able to mend it. */
  compare?(context: Context, beliefs: readonly Belief[], call: Call<O>): Promise<readonly Difference[]>
}

/** Keys of every system that may answer for a connector. */
export const systemKeys = ({ key, others = [] }: Pick<Connector, 'key' | 'others'>): readonly string[] => [
  key,
  ...others,
]

/** A connector in a list of many. */
export type AnyConnector = Omit<Connector, 'compare'> & {
  compare?(context: Context, beliefs: readonly Belief[], call: never): Promise<readonly Difference[]>
}

/** Declares a connector and ties its calls to their schemas. */
export function connector<const O extends Operations>(declaration: Connector<O>): Connector<O> {
  return declaration
}

/** Declares a kind of message of a connector with these operations. */
export function messageKind<const O extends Operations, Body extends TSchema>(
  _operations: O,
  declaration: {
    readonly label: Sentence
    readonly body: Body
    opensAt?(context: Context): Date
    deliver(conversation: Conversation<O, Body>): Promise<void>
  },
): MessageKind & { readonly body: Body } {
  return declaration
}

/** Dịch vụ chia sẻ: what systems of other agencies may ask us, each call signed, logged and limited. */
export type ServedService = {
  /** Last part of the address. */
  readonly code: string
  readonly version: `v${number}`
  /** What a client must have been granted. */
  readonly scope: string
  /** Whether the answer tells anything of a person; then it is given only after `recordLook` (`looks.ts`). */
  readonly personal: 'none' | 'told'
  readonly summary: Sentence
  readonly input: TObject
  readonly answer: TSchema
  /** Refusals thrown here are told to the caller. */
  handle(context: Context, input: never): Promise<object>
  /** The same question in the sandbox, about made-up people; `undefined` where there is none. */
  sandbox(input: never): object | undefined
}

/** Declares a service and ties its answer to its schema. */
export function servedService<I extends TObject, A extends TSchema>(
  declaration: Omit<ServedService, 'input' | 'answer' | 'handle' | 'sandbox'> & {
    readonly input: I
    readonly answer: A
    handle(context: Context, input: Static<I>): Promise<Static<A> & object>
    sandbox(input: Static<I>): (Static<A> & object) | undefined
  },
): ServedService {
  return declaration
}
