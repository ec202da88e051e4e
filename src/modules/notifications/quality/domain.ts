/** Tin gửi nhanh đến đâu: how many messages were handed over within the promised half minute, as anyone may see it. Pure. */

import { type Static, Type } from 'typebox'
import { channels } from '../outside/domain.ts'

/** The promise: from the moment at which a message may go out, until the channel has it. */
export const promiseSeconds = 30
export const daysShown = 30

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const figures = {
  /** Taken on by the channel, or late by now. */
  messages: Count,
  handedOver: Count,
  within30s: Count,
  /** Of those taken on, how many the device or the gateway said to have arrived. */
  delivered: Count,
  medianSeconds: Type.Union([Type.Null(), Type.Number({ minimum: 0 })]),
}

export const Quality = Type.Object(
  {
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    channels: Type.Array(
      Type.Object(
        {
          channel: Type.Enum([...channels]),
          ...figures,
          shareWithin30s: Type.Union([Type.Null(), Type.Number({ minimum: 0, maximum: 1 })]),
          providers: Type.Array(Type.Object({ provider: Type.String(), ...figures }, strict)),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type Quality = Static<typeof Quality>
type ChannelQuality = Quality['channels'][number]
export type Figures = Omit<ChannelQuality['providers'][number], 'provider'>

/** One line of the count: a channel as a whole, or with `provider` one of those that serve it. */
export type Counted = Figures & {
  readonly channel: ChannelQuality['channel']
  readonly provider: string | null
}

/** The share that was handed over in time; `null` where there is nothing to tell. */
export const shareOf = ({ messages, within30s }: Pick<Figures, 'messages' | 'within30s'>): number | null =>
  messages === 0 ? null : within30s / messages

/** Every channel once, with its providers. */
export function qualityOf(from: string, to: string, counted: readonly Counted[]): Quality {
  return {
    from,
    to,
    channels: channels.flatMap((channel) => {
      const own = counted.filter((one) => one.channel === channel)
      const whole = own.find(({ provider }) => provider === null)
      if (!whole) return []
      const { provider: _none, ...all } = whole
      return [
        {
          ...all,
          shareWithin30s: shareOf(all),
          providers: own.flatMap(({ channel: _channel, provider, ...rest }) =>
            provider === null ? [] : [{ provider, ...rest }],
          ),
        },
      ]
    }),
  }
}
