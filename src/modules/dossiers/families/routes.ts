/** A family for other systems. */

import { Type } from 'typebox'
import { caseStates } from '#kernel/cases.ts'
import { read } from '#kernel/db.ts'
import { endpoint, json } from '#kernel/web.ts'
import { parseDossierCode, refusal } from '../domain.ts'
import { openFamily } from './commands.ts'

const strict = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

const FamilyBody = Type.Object(
  {
    head: Type.Object({ code: Type.String(), name: Type.String() }, strict),
    members: Type.Array(
      Type.Object(
        {
          step: Type.String({ description: 'Key of the step of the head that it is.' }),
          name: Type.String(),
          code: orNull(Type.String({ description: 'Null until the head comes to this step.' })),
          state: orNull(
            Type.Integer({ minimum: 1, maximum: 10, description: 'Code of the national portal.' }),
          ),
          unit: orNull(Type.String()),
          dueAt: orNull(Type.String({ format: 'date-time' })),
        },
        strict,
      ),
    ),
  },
  strict,
)

const familyExample = {
  head: { code: 'H10.12-260302-0001', name: 'Liên thông đăng ký khai sinh, thường trú, thẻ bảo hiểm y tế' },
  members: [
    {
      step: 'khai-sinh',
      name: 'Đăng ký khai sinh',
      code: 'H10.12-260302-0002',
      state: 4,
      unit: 'Ủy ban nhân dân phường Phú Thủy',
      dueAt: '2026-03-03T02:30:00.000Z',
    },
    { step: 'the-bhyt', name: 'Cấp thẻ bảo hiểm y tế', code: null, state: null, unit: null, dueAt: null },
  ],
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/dossiers/:code/family',
    personal: 'none',
    access: {
      either: [
        { citizen: 'look' },
        { scope: 'dossiers.read' },
        { scope: 'dossiers.write' },
        { scope: 'dossiers.handle' },
      ],
    },
    input: Type.Object({ code: Type.String({ maxLength: 80 }) }, strict),
    api: {
      summary: { vi: 'Nhóm hồ sơ liên thông', en: 'Linked dossiers' },
      description: {
        vi: 'Tờ khai chung và từng hồ sơ nó mở ra. Báo cáo đếm cả nhóm một lần, ở hồ sơ đứng đầu.',
        en: 'The declaration and each dossier it sets going. Reports count a family once, at its head.',
      },
      tag: 'dossiers',
      response: FamilyBody,
      example: { request: { code: 'H10.12-260302-0001' }, response: familyExample },
    },
    async handle(context, { code }) {
      const known = parseDossierCode(code)
      const family = known && (await read(context, (tx) => openFamily(tx, context, known)))
      if (!family) throw refusal.notFound()
      const { head, lines } = family
      return json({
        head: { code: head.code, name: head.name },
        members: lines.map(({ stepKey: step, name, member }) => ({
          step,
          name: name[context.language],
          code: member?.code ?? null,
          state: member ? caseStates[member.state].code : null,
          unit: member?.unitName ?? null,
          dueAt: member?.dueAt?.toISOString() ?? null,
        })),
      })
    },
  }),
]
