"""What tests stand on: databases that are migrated once, real workers, threads, a browser and its checks."""
