export declare const programs: readonly string[]
/** Makes what is not made yet; answers its folder, or nothing where it cannot be written. */
export declare function prepare(): Promise<string | undefined>
