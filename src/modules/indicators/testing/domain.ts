/** Một tỉnh bịa: dossiers of every kind that the index tells apart, for the figures counted by hand. */

/** Moments are ISO text. A group is `count` dossiers that differ in nothing that is counted. */
export type Group = {
  readonly count: number
  readonly unit: string
  readonly procedure: string
  readonly channel: 'direct' | 'online' | 'post'
  readonly state: string
  readonly received?: string
  readonly due?: string
  /** When the outcome was there, as the clock keeps it. */
  readonly finished?: string
  /** When the case was closed; `finished` unless given. */
  readonly closed?: string
  readonly paused?: { readonly at: string; readonly dueBefore: string }
  readonly secondSupplementAt?: string
  readonly supplements?: number
  readonly returnMethod?: 'online' | 'desk' | 'post'
  readonly feeVnd?: number
  readonly familyOf?: string
  /** The first so many of the group have it. */
  readonly signedResult?: number
  readonly filed?: number
  readonly digitised?: number
  /** Counted from the last. */
  readonly reused?: number
  readonly paidOnline?: number
  readonly voidedOnline?: number
  readonly synced?: number
  readonly resultPushed?: number
  readonly populationAsked?: number
  readonly ratedUnhappy?: number
  readonly ratedHappy?: number
}

export const at = (day: string, time = '09:00') => `2026-${day}T${time}+07:00`
export const commune = { unit: 'Z99.11.01', procedure: '9.000002', channel: 'online' } as const

/** Đuôi Diều, in March: 150 finished, 21 of them late; 31 open at the end, 8 of them late; 171 received. */
export const inCommune: readonly Group[] = [
  // Finished early; handed over only in April, but state 9 comes before 10.
  {
    ...commune,
    count: 100,
    state: 'returned',
    received: at('03-02'),
    due: at('03-06'),
    finished: at('03-05'),
    closed: at('04-01'),
    signedResult: 90,
    filed: 60,
    digitised: 30,
    reused: 10,
    synced: 50,
    resultPushed: 45,
    populationAsked: 17,
  },
  // On the minute of the appointment: in time.
  {
    ...commune,
    procedure: '9.000001',
    channel: 'direct',
    count: 20,
    state: 'done',
    received: at('03-03'),
    due: at('03-10', '17:00'),
    finished: at('03-10', '17:00'),
    feeVnd: 8000,
    paidOnline: 10,
    voidedOnline: 1,
    ratedUnhappy: 4,
    ratedHappy: 6,
  },
  // A minute later: late for the index, although on the day of the appointment.
  {
    ...commune,
    procedure: '9.000001',
    channel: 'direct',
    count: 5,
    state: 'done',
    received: at('03-03'),
    due: at('03-10', '17:00'),
    finished: at('03-10', '17:01'),
    feeVnd: 8000,
  },
  // Carried over from February, and late.
  {
    ...commune,
    channel: 'direct',
    count: 10,
    state: 'done',
    received: at('02-20'),
    due: at('03-04'),
    finished: at('03-12'),
  },
  // Open at the end of March and not late then, whatever came after.
  {
    ...commune,
    procedure: '9.000101',
    channel: 'post',
    count: 7,
    state: 'processing',
    received: at('03-20'),
    due: at('04-02'),
  },
  // Open and late.
  { ...commune, channel: 'direct', count: 3, state: 'processing', received: at('03-10'), due: at('03-20') },
  // Waiting for the citizen since before the appointment: not late.
  {
    ...commune,
    channel: 'direct',
    count: 4,
    state: 'supplementing',
    received: at('03-09'),
    supplements: 1,
    paused: { at: at('03-12'), dueBefore: at('03-16') },
  },
  // Late already when it began to wait.
  {
    ...commune,
    channel: 'direct',
    count: 2,
    state: 'financialDuty',
    received: at('03-09'),
    paused: { at: at('03-18'), dueBefore: at('03-16') },
  },
  // Before the appointment, but asked twice for supplements: late.
  {
    ...commune,
    channel: 'direct',
    count: 6,
    state: 'done',
    received: at('03-05'),
    due: at('03-25'),
    finished: at('03-19'),
    supplements: 2,
    secondSupplementAt: at('03-15'),
  },
  // The same, still open.
  {
    ...commune,
    channel: 'direct',
    count: 1,
    state: 'processing',
    received: at('03-16'),
    due: at('04-10'),
    supplements: 2,
    secondSupplementAt: at('03-25'),
  },
  // Withdrawn in time: finished.
  {
    ...commune,
    channel: 'direct',
    count: 8,
    state: 'withdrawn',
    received: at('03-04'),
    due: at('03-11'),
    finished: at('03-09'),
  },
  // Never received: counted nowhere but among the refused.
  { ...commune, channel: 'direct', count: 2, state: 'notAccepted', closed: at('03-09') },
  // All of it in April, and all of it in February.
  {
    ...commune,
    channel: 'direct',
    count: 9,
    state: 'done',
    received: at('04-02'),
    due: at('04-08'),
    finished: at('04-07'),
  },
  {
    ...commune,
    channel: 'direct',
    count: 11,
    state: 'done',
    received: at('02-02'),
    due: at('02-09'),
    finished: at('02-05'),
  },
  // Received in March, finished in time in April: open and not late at the end of March.
  {
    ...commune,
    returnMethod: 'desk',
    count: 12,
    state: 'done',
    received: at('03-30'),
    due: at('04-03'),
    finished: at('04-01'),
  },
  // Received in March, finished late in April: open and late at the end of March.
  {
    ...commune,
    channel: 'direct',
    count: 2,
    state: 'done',
    received: at('03-02'),
    due: at('03-10'),
    finished: at('04-02'),
  },
]

export const elsewhere: readonly Group[] = [
  // A department: all online and in time.
  {
    unit: 'Z99.02',
    procedure: '9.000201',
    channel: 'online',
    count: 5,
    state: 'returned',
    received: at('03-02'),
    due: at('03-18'),
    finished: at('03-10'),
    signedResult: 5,
  },
  // Another commune of the same district: all late.
  {
    unit: 'Z99.11.03',
    procedure: '9.000002',
    channel: 'direct',
    count: 3,
    state: 'done',
    received: at('03-02'),
    due: at('03-04'),
    finished: at('03-09'),
  },
  // A commune that was merged into another: what it did counts for its district as it was then.
  {
    unit: 'Z99.11.02',
    procedure: '9.000002',
    channel: 'direct',
    count: 4,
    state: 'done',
    received: '2025-06-02T09:00+07:00',
    due: '2025-06-04T09:00+07:00',
    finished: '2025-06-03T09:00+07:00',
  },
]
