/** Nạp bộ chỉ số: formulas of the pack must read what somebody counts; and the operator's way to build all sums anew. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { expression } from '#kernel/expressions.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import type { CliCommand, Module } from '#kernel/module.ts'
import type { IndicatorSet, Pack } from '#kernel/packs.ts'
import { isMarks, measuresFor } from '../domain.ts'
import { type Folding, foldName } from '../folding/commands.ts'
import * as store from '../folding/store.ts'
import { wantedOf } from '../reports/domain.ts'
import { wantedBy, wantedIn } from '../scoring/domain.ts'

export function preparing(
  sources: readonly MeasureSource[],
  folding: Folding,
): Pick<Module, 'loadPack' | 'commands' | 'seed'> {
  const names = sources.filter(isMarks).flatMap(({ measures }) => Object.keys(measures))
  return {
    async loadPack(context) {
      for (const set of context.pack.indicators) demandCounted(set, sources)
      const byItem = readByItem(context.pack)
      await inTransaction(context, async (tx) => {
        await store.numberMeasures(tx, names)
        if (!(await store.isOtherwiseByItem(tx, byItem))) return
        await store.lockFold(tx, foldName)
        await store.keepByItem(tx, byItem)
      })
    },
    commands: [rebuildCommand(folding)],
    seed: (context) => folding.catchUp(context),
  }
}

/** Measures that a set or a table of the pack reads by procedure. */
function readByItem({ indicators, reports }: Pick<Pack, 'indicators' | 'reports'>): readonly string[] {
  const ofSets = wantedBy(indicators.flatMap((set) => set.indicators)).filter(
    ({ reading }) => reading === 'items',
  )
  const ofTables = reports.filter(({ rows }) => rows !== 'reasons').flatMap(wantedOf)
  return [...new Set([...ofSets, ...ofTables].map(({ measure }) => measure))]
}

/** Throws a sentence for the operator when a formula reads what nobody counts. */
function demandCounted(set: IndicatorSet, sources: readonly MeasureSource[]): void {
  const known = measuresFor(sources, set)
  for (const { code, of, per } of set.indicators)
    for (const name of [of, ...(per === undefined ? [] : [per])].flatMap((text) => expression(text).names)) {
      const wanted = wantedIn(name)
      if (!wanted || !known.has(wanted.measure))
        throw new Error(
          `Chỉ tiêu ${code} của bộ ${set.code} (${set.version}) đọc “${name}”, không ai đếm số này.`,
        )
    }
}

const rebuildCommand = (folding: Folding): CliCommand => ({
  name: 'indicators rebuild',
  summary: 'Dựng lại mọi số liệu chỉ tiêu từ hồ sơ; trang điểm chờ trong lúc chạy',
  async run(context: Context) {
    const start = performance.now()
    await folding.rebuild(context)
    console.log(`Đã dựng lại số liệu trong ${((performance.now() - start) / 1000).toFixed(1)} giây.`)
  },
})
