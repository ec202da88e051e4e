/** What the clients saw, written down line by line before and after each try, apart from the platform that is tried. */

import { appendFileSync } from 'node:fs'

/** What was promised to whom: enough to compare with what the database has. */
export type Content = {
  readonly procedure: string
  /** Of the answers as they were sent, keys in order; a person who fills in pages sends none at once. */
  readonly answersHash?: string
  /** SHA-256 of every file, in any order. */
  readonly files: readonly string[]
}

type Entry =
  | { readonly key: string; readonly is: 'invoked'; readonly by: string; readonly content: Content }
  | { readonly key: string; readonly is: 'pressed' }
  | { readonly key: string; readonly is: 'acknowledged'; readonly code: string }
  | { readonly key: string; readonly is: 'unknown' | 'failed'; readonly why: string }

/** One operation as its client knows it. `paid`: the payment platform took the fee. */
export type Operation = {
  readonly key: string
  readonly by: string
  readonly content: Content
  readonly invokedAt: number
  /** Why each try came to nothing. */
  readonly whys: string[]
  /** `unknown` while no answer has come, whatever was done behind it. */
  outcome: 'unknown' | 'acknowledged' | 'failed'
  code?: string
  /** Another code under the same key would be a second effect. */
  readonly codes: Set<string>
  /** When a person pressed the last button of their pages for the first time. */
  pressedAt?: number
  answeredAt?: number
}

export type Diary = {
  readonly operations: ReadonlyMap<string, Operation>
  invoke(key: string, by: string, content: Content): void
  /** A person submits now; pressing again is the same try. */
  press(key: string): void
  note(key: string, is: 'unknown' | 'failed', why: string): void
  acknowledge(key: string, code: string): void
}

/** Opens the book in a file to which lines are only ever added. */
export function openDiary(file: string): Diary {
  const operations = new Map<string, Operation>()
  const write = (entry: Entry) => appendFileSync(file, `${JSON.stringify({ at: Date.now(), ...entry })}\n`)
  return {
    operations,
    invoke(key, by, content) {
      write({ key, is: 'invoked', by, content })
      operations.set(key, {
        key,
        by,
        content,
        invokedAt: performance.now(),
        whys: [],
        outcome: 'unknown',
        codes: new Set(),
      })
    },
    press(key) {
      const operation = operations.get(key)
      if (!operation || operation.pressedAt) return
      write({ key, is: 'pressed' })
      operation.pressedAt = performance.now()
    },
    note(key, is, why) {
      write({ key, is, why })
      const operation = operations.get(key)
      if (!operation) return
      operation.whys.push(why)
      if (is === 'failed') operation.outcome = 'failed'
    },
    acknowledge(key, code) {
      write({ key, is: 'acknowledged', code })
      const operation = operations.get(key)
      if (!operation) return
      operation.outcome = 'acknowledged'
      operation.code = code
      operation.codes.add(code)
      operation.answeredAt ??= performance.now()
    },
  }
}
