/** The part of vt-pbf that is used; it brings no types of its own. */
declare module 'vt-pbf' {
  type Feature = { readonly type?: number; readonly geometry?: unknown; readonly tags?: object | null }
  const vtpbf: {
    fromGeojsonVt(
      layers: Readonly<Record<string, { readonly features: readonly Feature[] }>>,
      options: { readonly version: 1 | 2; readonly extent: number },
    ): Uint8Array
  }
  export default vtpbf
}
