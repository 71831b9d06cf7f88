"""The register of animals: who they are, where they came from, what they weigh, how they left."""
