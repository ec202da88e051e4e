/** Không kết quả nào bị bỏ quên: the proof for signed results of open dossiers. */

import type { Proof } from '#kernel/module.ts'
import { lacks } from './domain.ts'
import { findForgotten } from './store.ts'

export const proof: Proof = { lacks, find: findForgotten }
