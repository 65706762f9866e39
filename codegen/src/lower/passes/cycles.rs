//! Cycles in a directed graph.

/// A graph with the strongly connected component of each node.
pub(crate) struct Cycles {
    edges: Vec<Vec<usize>>,
    component: Vec<usize>,
}

impl Cycles {
    /// Builds the graph from the targets of each node.
    pub(crate) fn of(edges: Vec<Vec<usize>>) -> Self {
        let component = components(&edges);
        Cycles { edges, component }
    }

    /// True if the edge between the nodes lies on a cycle.
    pub(crate) fn has_edge(&self, from: usize, to: usize) -> bool {
        self.component[from] == self.component[to] && (from != to || self.edges[from].contains(&to))
    }
}

/// The strongly connected component of each node (Tarjan's algorithm, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; edges.len()];
    let mut low = vec![UNSEEN; edges.len()];
    let mut component = vec![UNSEEN; edges.len()];
    let mut open = Vec::new();
    let mut counter = 0;
    for root in 0..edges.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                order[node] = counter;
                low[node] = counter;
                counter += 1;
                open.push(node);
            }
            if let Some(&target) = edges[node].get(next) {
                path.push((node, next + 1));
                if order[target] == UNSEEN {
                    path.push((target, 0));
                } else if component[target] == UNSEEN {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    component
}
