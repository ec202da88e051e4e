/** Browsers of a person: switching on and off, and what a browser says when it has a message. */

import { Type } from 'typebox'
import { endpoint, json, redirect } from '#kernel/web.ts'
import { showContacts } from '../contacts/routes.ts'
import { notificationLinks } from '../domain.ts'
import { noteArrived } from '../outside/commands.ts'
import { addDevice, removeDevice } from './commands.ts'

const done = (act: string) => redirect(`${notificationLinks.contacts}?xong=${act}`)

export const routes = [
  endpoint({
    method: 'POST',
    path: `${notificationLinks.contacts}/thiet-bi` as `/${string}`,
    access: 'citizen',
    input: Type.Object({
      subscription: Type.String({ maxLength: 3_000 }),
      deviceAgreed: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    }),
    async handle(context, { subscription, deviceAgreed }) {
      await addDevice(context, subscription, deviceAgreed)
      return done('switchedOn')
    },
    refused: (context, { detail, status }) =>
      showContacts(context, { problem: { name: 'deviceAgreed', message: detail } }, status),
  }),
  endpoint({
    method: 'POST',
    path: `${notificationLinks.contacts}/thiet-bi/xoa` as `/${string}`,
    access: 'citizen',
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    async handle(context, { id }) {
      await removeDevice(context, id)
      return done('switchedOff')
    },
  }),
  endpoint({
    method: 'POST',
    path: notificationLinks.proof(':id', ':proof') as `/${string}`,
    access: 'public',
    limit: { name: 'push-arrived', max: 60, seconds: 60 },
    input: Type.Object({
      id: Type.String({ format: 'uuid' }),
      proof: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
    }),
    async handle(context, { id, proof }) {
      await noteArrived(context, id, proof)
      return json({})
    },
  }),
]
