/** Phản ánh hiện trường: sent by anyone, given to the competent unit, answered against a clock, shown to everyone. */

import { defineModule, type Module } from '#kernel/module.ts'
import { read } from '#kernel/db.ts'
import { reportLinks } from './domain.ts'
import { closeRated } from './following/commands.ts'
import { keptOf } from './following/commands.ts'
import { keeping } from './keeping/store.ts'
import { reportMeasures } from './measures/domain.ts'
import { reportLayer } from './points/commands.ts'
import { proof } from './proof/commands.ts'
import type { AreaAt } from './sending/commands.ts'

/** With `areaAt` a point alone tells the commune; without it whoever sends a report chooses it. */
export function feedbackOver(areaAt?: AreaAt): Module {
  return defineModule({
    name: 'feedback',
    dependsOn: ['organisation', 'notifications'],
    records: keeping,
    tables: ['feedback_reports', 'feedback_reporters', 'feedback_handlings', 'feedback_photos', 'feedback_acts'],
    measures: [reportMeasures],
    mapLayers: [reportLayer],
    schedules: [closeRated],
    proof,
    permissions: {
      'feedback.triage': 'Tiếp nhận, phân loại, chuyển phản ánh hiện trường',
      'feedback.process': 'Xử lý phản ánh hiện trường của đơn vị',
      'feedback.publish': 'Kiểm tra, công khai kết quả phản ánh hiện trường',
    },
  })
}
