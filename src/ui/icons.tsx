/** The fixed set of icons: 24 px grid, 2 px stroke, square joins. Always beside words, hence hidden from readers. */

const stroke = {
  add: 'M12 4v16M4 12h16',
  alert: 'M12 3l10 18H2zM12 10v5M12 17v1',
  arrowLeft: 'M20 12H5M11 5l-7 7 7 7',
  arrowRight: 'M4 12h15M13 5l7 7-7 7',
  baby: 'M3 11h15a8 8 0 0 0-8-8v8M3 11c0 4 3 6 6 6h3c3 0 6-2 6-6l3-5M8 21h1M13 21h1',
  bell: 'M5 17h14l-2-3V9a5 5 0 0 0-10 0v5zM10 20h4',
  boat: 'M3 15h18l-3 5H6zM12 15V3l6 9h-6M8 15V9',
  building: 'M4 21V4h10v17M14 9h6v12M2 21h20M8 8h2M8 12h2M8 16h2',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  camera: 'M3 7h5l2-3h4l2 3h5v13H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  candle: 'M9 21V11h6v10M6 21h12M12 11V9M12 3c-3 3-2 5 0 5s3-2 0-5z',
  chart: 'M4 20h17M4 3v17M8 16v-5M13 16V7M18 16v-8',
  check: 'M4 12l6 6L20 6',
  chevronDown: 'M5 9l7 7 7-7',
  chevronRight: 'M9 5l7 7-7 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l4 2',
  close: 'M5 5l14 14M19 5L5 19',
  comment: 'M4 4h16v13h-9l-5 4v-4H4z',
  delete: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  display: 'M3 20L9 5l6 15M5 15h8M15 20l3-8 3 8M16 17h4',
  document: 'M5 3h9l5 5v13H5zM14 3v5h5M9 13h6M9 17h6',
  download: 'M12 3v12M6 10l6 6 6-6M4 20h16',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  filter: 'M3 5h18l-7 8v6l-4 2v-8z',
  folder: 'M3 6h7l2 3h9v11H3z',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 10a3 3 0 1 1 3 3v1M12 17v1',
  home: 'M3 11l9-8 9 8M6 9v11h12V9M10 20v-6h4v6',
  house: 'M3 12l9-8 9 8M6 10v10h12V10M6 15h12M12 10v5M9 15v5M15 15v5',
  'id-card': 'M3 5h18v14H3zM9 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM6 16c0-3 6-3 6 0M15 9h3M15 13h3',
  inbox: 'M3 13l3-9h12l3 9v7H3zM3 13h6l1 3h4l1-3h6',
  key: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h9M17 12v4M21 12v3',
  land: 'M3 5h18v14H3zM3 12h8M11 5v14M11 9h10M16 9v10',
  lifebuoy:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
  link: 'M10 14l4-4M8 11l-3 3a4 4 0 0 0 5 5l3-3M16 13l3-3a4 4 0 0 0-5-5l-3 3',
  list: 'M8 6h13M8 12h13M8 18h13M3 6h1M3 12h1M3 18h1',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2',
  mail: 'M3 5h18v14H3zM3 6l9 7 9-7',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  menu: 'M3 6h18M3 12h18M3 18h18',
  money: 'M3 6h18v12H3zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 9v1M18 14v1',
  pause: 'M8 5v14M16 5v14',
  pen: 'M3 21h18M5 16l1-4L16 3l4 4-9 9z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 3-7 8-7s8 2 8 7',
  phone: 'M5 3h4l2 5-3 2c1 3 3 5 6 6l2-3 5 2v4c-9 3-19-7-16-16z',
  pin: 'M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  print: 'M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z',
  refresh: 'M20 5v5h-5M4 19v-5h5M20 10a8 8 0 0 0-14-3M4 14a8 8 0 0 0 14 3',
  rings: 'M9 19a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15 19a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
  scan: 'M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M3 12h18',
  school: 'M2 9l10-5 10 5-10 5zM6 11v6c3 3 9 3 12 0v-6M22 9v6',
  search: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15 15l6 6',
  seal: 'M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13v8l3-2 3 2v-8',
  send: 'M3 4l18 8-18 8 3-8zM6 12h8',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4v6M8 14v6',
  shield: 'M12 3l8 3v6c0 5-3 8-8 10-5-2-8-5-8-10V6zM8 12l3 3 5-6',
  shop: 'M5 11v9h14v-9M3 11l3-7h12l3 7zM9 20v-5h6v5',
  signOut: 'M14 4H4v16h10M10 12h11M17 8l4 4-4 4',
  stamp: 'M9 10V6a3 3 0 0 1 6 0v4l4 3v3H5v-3zM5 20h14',
  team: 'M9 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-5 2-7 7-7s7 2 7 7M16 4a4 4 0 0 1 0 8M18 14c3 1 4 3 4 7',
  upload: 'M12 16V4M6 9l6-6 6 6M4 20h16',
  wallet: 'M3 6h16v3h2v11H3zM3 9h18M16 14h2',
  wind: 'M3 9h12a3 3 0 1 0-3-3M3 13h16a3 3 0 1 1-3 3M3 17h8a2 2 0 1 1-2 2',
  work: 'M3 8h18v12H3zM9 8V4h6v4M3 13h18M12 12v3',
} as const satisfies Record<string, string>

export type IconName = keyof typeof stroke
export const iconNames = Object.keys(stroke) as readonly IconName[]

/** Whether a word from outside, such as a menu entry's, names an icon of the set. */
export function isIconName(name: string | undefined): name is IconName {
  return name !== undefined && name in stroke
}

export function Icon({ name, small }: { readonly name: IconName; readonly small?: boolean | undefined }) {
  return (
    <svg class={small ? 'icon icon-small' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={stroke[name]} />
    </svg>
  )
}

/** The shapes of section "States": each says its state without colour. */
const shapes = {
  onTime: (
    <path d="M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zm0-4a6 6 0 1 1 0-12 6 6 0 0 1 0 12zm-1-10v5h4v-2h-2V8z" />
  ),
  near: <path d="M12 2l11 20H1zm0 5L5 19h14z" />,
  today: <path d="M12 2l11 20H1z" />,
  overdue: <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8zm3 4v8h2V6zm0 10v2h2v-2z" />,
  stopped: <path d="M5 3h5v18H5zM14 3h5v18h-5z" />,
  progress: <path d="M3 3h18v18H3zm3 3v12h12V6zm3 3h6v6H9z" />,
  done: <path d="M3 3h18v18H3zm7 14l8-9-2-2-6 7-3-3-2 2z" />,
  unsent: <path d="M6 19a5 5 0 0 1-1-10 7 7 0 0 1 13-1 5.500 5.500 0 0 1 0 11zM7 13v2h10v-2z" />,
} as const

export type StateShape = keyof typeof shapes

export function StateIcon({ shape }: { readonly shape: StateShape }) {
  return (
    <svg class="state-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g fill-rule="evenodd">{shapes[shape]}</g>
    </svg>
  )
}

/** The platform's own mark: one open door with sea and dune. It is not an emblem of the State and never replaces one. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path class="mark-line" d="M9 41V7h30v34M4 41h40" />
      <path class="mark-fill" d="M14 41V12l13 4v25z" />
      <path class="mark-line mark-thin" d="M27 31c3-3 5 0 8-2M27 37c3-3 5 0 8-2" />
    </svg>
  )
}

/** The one quiet ornament: a line that is a wave at one end and a dune at the other. */
export function WaveLine() {
  return (
    <svg
      class="wave-line"
      viewBox="0 0 1200 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        class="wave-sea"
        d="M0 7c20-6 30-6 50 0s30 6 50 0 30-6 50 0 30 6 50 0 30-6 50 0 30 6 50 0 30-6 50 0 30 6 50 0 30-6 50 0 30 5 50 1"
      />
      <path
        class="wave-dune"
        d="M500 8c70-8 130-8 200-2 60 5 100 3 150-2 60-5 130-2 180 3 60 5 110 3 170-3"
      />
    </svg>
  )
}
