import type { LiveCluster } from './cluster';

/** HDFS as a client inside the cluster sees it: curl in the pod of the workload `client`. */
export class WebHdfs {
  static readonly client = 'deployment/client';

  constructor(
    private readonly cluster: LiveCluster,
    private readonly nameNode = 'nmnode-0-svc',
  ) {}

  /** Runs an operation and returns the body of the answer; redirections to DataNodes are followed. */
  call(path: string, operation: string, options = ''): string {
    const url = `http://${this.nameNode}:9870/webhdfs/v1${path}?${operation}&user.name=hdfs`;
    return this.cluster.inPod(WebHdfs.client, `curl --fail-with-body --silent --show-error --max-time 60 --location ${options} '${url}'`);
  }

  put(path: string, content: string): void {
    this.cluster.inPod(WebHdfs.client, 'cat > /tmp/upload', content);
    this.call(path, 'op=CREATE&overwrite=true', '--upload-file /tmp/upload');
  }

  get(path: string): string {
    return this.call(path, 'op=OPEN');
  }

  /** A management bean of a NameNode. */
  bean(name: string, nameNode = this.nameNode): any {
    const answer = this.cluster.inPod(
      WebHdfs.client,
      `curl -sS --max-time 10 'http://${nameNode}:9870/jmx?qry=Hadoop:service=NameNode,name=${name}'`,
    );
    return JSON.parse(answer).beans[0];
  }

  /** Waits until files can be written: out of safe mode, with all DataNodes. */
  writable(seconds: number, dataNodes: number): Promise<void> {
    return this.cluster.waitFor(`HDFS to leave safe mode with ${dataNodes} DataNodes`, seconds, () => {
      const { FSState, NumLiveDataNodes } = this.bean('FSNamesystemState');
      return FSState === 'Operational' && NumLiveDataNodes === dataNodes;
    });
  }
}
