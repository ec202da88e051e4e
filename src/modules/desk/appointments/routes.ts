/** Appointments, without an account. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { hallLinks } from '../api.ts'
import { deskChoices } from '../tickets/commands.ts'
import { ChooseDeskPage } from '../tickets/hall/pages.tsx'
import { bookAppointment, cancelAppointment, viewAppointment, viewBooking } from './commands.ts'
import { AppointmentPage, BookingPage } from './pages.tsx'
import { texts } from './texts.ts'

const Unit = Type.String({ maxLength: 40 })
const Short = Type.String({ maxLength: 200 })
const Code = Type.String({ maxLength: 20 })
/** Codes are long enough not to be guessed; this keeps anyone from trying. */
const guessLimit = { name: 'appointment', max: 30, seconds: 60 } as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/dat-hen',
    access: 'public',
    input: Type.Object({ quay: Type.Optional(Unit) }),
    async handle(context, { quay }) {
      if (quay) return redirect(hallLinks.book(quay))
      const { title } = textsFor(texts, context.language)
      const desks = deskChoices(context)
      return page(context, { title }, ChooseDeskPage({ desks, action: hallLinks.book(), title }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/dat-hen/:unit',
    access: 'public',
    input: Type.Object({ unit: Unit, ngay: Type.Optional(Type.String({ maxLength: 10 })) }),
    async handle(context, { unit, ngay }) {
      const view = await viewBooking(context, unit, ngay)
      return page(context, { title: textsFor(texts, context.language).title }, BookingPage({ view }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/dat-hen/:unit',
    access: 'public',
    limit: guessLimit,
    input: Type.Object({
      unit: Unit,
      at: Type.Optional(Short),
      group: Type.Optional(Type.String({ maxLength: 4 })),
      name: Type.Optional(Short),
      phone: Type.Optional(Short),
    }),
    async handle(context, { unit, at = '', group = '', name = '', phone = '' }) {
      const code = await bookAppointment(context, { unitCode: unit, groupKey: group, at, name, phone })
      return redirect(hallLinks.appointment(code))
    },
    async refused(context, problem, { unit, at, group, name, phone }) {
      const view = await viewBooking(context, unit, at?.slice(0, 10))
      const typed = { at, group, name, phone }
      const { title } = textsFor(texts, context.language)
      return page(context, { title }, BookingPage({ view, problem: problem.detail, typed }), problem.status)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lich-hen/:code',
    access: 'public',
    limit: guessLimit,
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const appointment = await viewAppointment(context, code)
      const { title } = textsFor(texts, context.language)
      return page(context, { title, noIndex: true }, AppointmentPage({ appointment }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lich-hen/:code/huy',
    access: 'public',
    limit: guessLimit,
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      await cancelAppointment(context, code)
      return redirect(hallLinks.appointment(code))
    },
  }),
]
