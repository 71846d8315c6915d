/**
 * Version of this package, for the User-Agent. Kept as a constant because the built files live
 * at another depth than the sources; a test compares it with package.json.
 */
export const PACKAGE_VERSION = "0.1.0"
