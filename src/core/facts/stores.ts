/** Facts of datastores, caches, tables, brokers and search domains. */
export interface StoreFacts {}
