/** Giấy tờ mẫu of a development installation. */

import type { Context } from '#kernel/context.ts'

export async function seedWallet(_context: Context): Promise<void> {}
